package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored run beside a new one. */
@Tag("process")
class BesideTest {
    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeAll
    static void buildTheFunction() throws Exception {
        GateFolder.build("hello");
    }

    @BeforeEach
    void measureOnce() throws IOException {
        gate = new GateFolder(folder);
        gate.copy("hello", "hello.zip");
        gate.thresholds("""
                version: 1
                functions:
                  hello: { package: hello.zip, budgets: { init_cpu: { p50: 20s } } }
                """);
        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        gate.takeOut();
    }

    @Test
    void isShownAndDecidesNothing() throws IOException {
        Path stored = folder.resolve("stored.jsonl");
        Files.writeString(stored, results().replaceAll("\"init_cpu\":\\d+", "\"init_cpu\":1234567"));

        int exit = gate.coldgate("judge", gate.output().toString(), "--beside", stored.toString());

        assertThat(exit).as(gate.text()).isZero();
        assertThat(gate.out())
                .contains("Beside the stored run, which does not affect the verdict")
                .containsPattern("hello init_cpu p50: .+ now, 1\\.23 ms then");
    }

    @Test
    void isRefusedWhenItWasMeasuredOnAnotherHost() throws IOException {
        Path stored = folder.resolve("stored.jsonl");
        Files.writeString(stored, results().replaceFirst("\"cores\":\"\\d+\"", "\"cores\":\"512\""));

        int exit = gate.coldgate("judge", gate.output().toString(), "--beside", stored.toString());

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains("measured on another host or platform: cores: ")
                .contains("512 there");
    }

    private String results() throws IOException {
        return Files.readString(gate.output().resolve("results.jsonl"));
    }
}
