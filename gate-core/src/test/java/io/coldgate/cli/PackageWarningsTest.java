package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.HandMadeZip;
import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that AWS cannot start, by the commands that see them before anything is deployed. */
class PackageWarningsTest {
    private static final String LINE =
            "thresholds.yaml:4:5: functions.hello.package: bootstrap has no Unix permissions";

    @TempDir
    Path folder;

    private GateFolder gate(String more, HandMadeZip zip) throws IOException {
        GateFolder gate = new GateFolder(folder);
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    package: function.zip
                    role: arn:aws:iam::123456789012:role/lambda
                    budgets: { duration: { p50: 20s } }
                """ + more);
        zip.to(folder.resolve("function.zip"));
        return gate;
    }

    private static HandMadeZip windows() {
        return new HandMadeZip().windows("bootstrap", "#!/bin/sh\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded", "localstack", "aws"})
    void areRefusedBeforeAnythingIsDeployedOnEveryPlatform(String platform) throws Exception {
        GateFolder gate = gate("    platform: " + platform + "\n", windows());

        assertThat(gate.coldgate("check", "--dry-run")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains(LINE, "permission denied", "let the gate zip it", "1 error; nothing was measured");
        assertThat(gate.run("validate", gate.file().toString())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void areRefusedByTheCheckItself() throws Exception {
        GateFolder gate = gate("", windows());

        assertThat(gate.coldgate("check")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains(LINE, "nothing was deployed");
    }

    @Test
    void ofABuildAreRefusedAfterIt() throws Exception {
        GateFolder gate = gate("    build: \"true\"\n", windows());

        assertThat(gate.run("validate", gate.file().toString())).isZero();
        assertThat(gate.err()).contains("(as it was last built)");
        assertThat(gate.coldgate("check")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void thatAreDoubtfulAreAWarning() throws Exception {
        GateFolder gate = gate(
                "", new HandMadeZip().file("bootstrap", 0755, "#!/bin/sh\n").file("a", 0600, "x"));

        assertThat(gate.run("validate", gate.file().toString())).isZero();
        assertThat(gate.err())
                .contains("functions.hello.package: warning: a: AWS runs functions as a user who may not read");
    }

    @Test
    void thatNobodyBuildsAndThatAreNotThereAreRefused() throws Exception {
        GateFolder gate = gate("", windows());
        Files.delete(folder.resolve("function.zip"));

        assertThat(gate.run("validate", gate.file().toString())).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("functions.hello.package", "no such file; build it first, or add build:");
        assertThat(gate.coldgate("check", "--dry-run")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void thatAreYetToBeBuiltAreNoMistakeOfTheFile() throws Exception {
        GateFolder gate = gate("    build: \"true\"\n", windows());
        Files.delete(folder.resolve("function.zip"));

        assertThat(gate.run("validate", gate.file().toString())).isZero();
        assertThat(gate.err()).isEmpty();
    }
}
