package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.GitRepository;
import io.coldgate.fixture.Golden;
import io.coldgate.fixture.HandMadeZip;
import io.coldgate.run.ExitCode;
import io.coldgate.run.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} would refuse before it deploys, {@code validate} and {@code --dry-run} say. */
class ValidateCommandTest {
    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeEach
    void openTheFolder() {
        gate = new GateFolder(folder);
    }

    private String shown(String text) {
        return text.replace(folder.toString(), "FOLDER").replace(Version.text(), "VERSION");
    }

    private int validate(String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "validate";
        args[1] = gate.file().toString();
        System.arraycopy(more, 0, args, 2, more.length);
        return gate.run(args);
    }

    private void mistakes() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    package: function.zip
                    budgets: { restore_duration: { p50: 20ms } }
                  search:
                    package: search.zip
                    platforms: { localstack: { memory: 1GB } }
                    budgets: { duration: { p50: 20ms } }
                """);
        new HandMadeZip().file("bootstrap", 0755, "#!/bin/sh\n").to(folder.resolve("function.zip"));
    }

    @Test
    void aMetricThatThePlatformLacksAndAMissingPackageAreSaidAtOnce() throws Exception {
        mistakes();

        assertThat(validate()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains(
                        "hello.budgets.restore_duration: the platform embedded cannot measure it",
                        "functions.search.package",
                        "no such file; build it first",
                        "2 errors; nothing was measured");
        assertThat(gate.coldgate("check")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("restore_duration", "functions.search.package");
    }

    @Test
    void mistakesAreJsonForPrograms() throws Exception {
        mistakes();

        assertThat(validate("--json")).isEqualTo(ExitCode.USAGE);
        Golden.assertSame(ValidateCommandTest.class, "validate-mistakes.json", shown(gate.out()));
    }

    @Test
    void aFileWithoutMistakesIsJsonToo() throws Exception {
        mistakes();
        gate.thresholds(Files.readString(gate.file()).replace("restore_duration", "init_duration"));
        new HandMadeZip()
                .file("bootstrap", 0755, "#!/bin/sh\n")
                .file("a", 0600, "x")
                .to(folder.resolve("search.zip"));

        assertThat(validate("--json")).as(gate.text()).isZero();
        Golden.assertSame(ValidateCommandTest.class, "validate.json", shown(gate.out()));
    }

    @Test
    void aFileThatCannotBeReadIsJsonToo() throws Exception {
        gate.thresholds(
                "version: 1\nfunctions: { hello: { package: a.zip, budgets: { init_duration: { p50: 20 } } } }\n");

        assertThat(validate("--json")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.out()).contains("\"valid\" : false", "thresholds.yaml:2:", "no unit");
    }

    @Test
    @Tag("git")
    void aRefIsLookedUpBeforeTheCandidateIsBuilt() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    build: touch built
                    package: function.zip
                    baseline: { ref: no-such-branch }
                    regression: { init_cpu: { p50: +10% } }
                """);
        GitRepository.of(folder);

        assertThat(validate()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("functions.hello.baseline.ref", "no such branch, tag or commit here");
        assertThat(gate.coldgate("check", "--dry-run")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.coldgate("check")).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("built")).doesNotExist();
    }

    @Test
    @Tag("git")
    void theSameMissingRefOfSeveralFunctionsIsOneLineForPeopleAndOneProblemEachForMachines() throws Exception {
        String function = "{ build: touch built, package: f.zip, baseline: { ref: gone }, regression: { init_cpu: {"
                + " p50: +10% } } }\n";
        gate.thresholds("version: 1\nfunctions:\n  one: " + function + "  two: " + function);
        GitRepository.of(folder);

        assertThat(validate()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err().lines().filter(line -> line.contains("\"gone\"")))
                .singleElement()
                .asString()
                .contains(":3:")
                .contains("functions.one.baseline.ref and functions.two.baseline.ref (also at 4:");
        assertThat(validate("--json")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.out()).contains("\"functions.one.baseline.ref\"", "\"functions.two.baseline.ref\"");
    }
}
