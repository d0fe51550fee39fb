package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits on the inits of Go packages, by import path. */
@Tag("process")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PackagesEndToEndTest {
    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeAll
    static void buildTheFunctions() throws Exception {
        GateFolder.build("hello", "eager-init");
    }

    @BeforeEach
    void openTheFolder() throws Exception {
        gate = new GateFolder(folder);
        gate.copy("hello", "hello.zip");
        gate.copy("eager-init", "eager.zip");
        Files.copy(
                Path.of(System.getProperty("coldgate.root", "..")).resolve("functions/events/order-placed.json"),
                folder.resolve("event.json"));
    }

    @Test
    void aFunctionKeepsToItsLimits() throws Exception {
        gate.thresholds("""
                version: 1
                defaults: { packages: { "k8s.io/**": none } }
                functions:
                  hello:
                    package: hello.zip
                    packages:
                      "**": { init: 10s, allocs: 1000000, bytes: 1GB }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.out())
                .containsPattern("PASS +hello +packages\\[k8s.io/\\*\\*] +max +0 +≤ 0 ")
                .containsPattern("PASS +hello +init\\[\\*\\*] +p50 ")
                .containsPattern("PASS +hello +allocs\\[\\*\\*] +p50 +[\\d,]+ ")
                .containsPattern("PASS +hello +bytes\\[\\*\\*] +p50 ");
        assertThat(gate.judge()).isZero();
    }

    @Test
    void aPackageThatMustNotBeInitialisedFailsWithWhatItCosts() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  eager:
                    package: eager.zip
                    payload: event.json
                    packages: { "github.com/santhosh-tekuri/**": none, "github.com/**": { allocs: 10 } }
                """);

        assertThat(gate.coldgate("check", "--explain", "never")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.out())
                .containsPattern("FAIL +eager +packages\\[github.com/santhosh-tekuri/\\*\\*] +max +1 ")
                .containsPattern("FAIL +eager +allocs\\[github.com/\\*\\*] +p50 ")
                .contains("over 0, the greatest 1: github.com/santhosh-tekuri/jsonschema/v5\n");
        assertThat(gate.judge()).isEqualTo(ExitCode.FAIL);
    }

    @Test
    void aProgramThatIsNotGoHasNoPackagesToLimit() throws Exception {
        Path bootstrap = folder.resolve("bootstrap");
        Files.writeString(bootstrap, "#!/bin/sh\nsleep 1\n");
        assertThat(bootstrap.toFile().setExecutable(true)).isTrue();
        gate.thresholds("""
                version: 1
                functions:
                  shell: { package: bootstrap, packages: { "k8s.io/**": none } }
                """);

        assertThat(gate.coldgate("check")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.text()).contains("functions.shell.packages.k8s.io/**: only Go programs report it");
    }
}
