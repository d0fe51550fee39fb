package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.fixture.ForkedCli;
import io.coldgate.run.bisect.GitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output that cannot be written is no success; output that nobody reads any more is nobody's loss. */
@Tag("process")
class LostOutputTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private Path folder;

    private record Ended(int exitCode, String said) {}

    /** Runs a command by a shell: {@code $@} is the command line of the gate. */
    private Ended shell(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(ForkedCli.command(List.of(), List.of(arguments)));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void aFullDiskIsASentenceAndExitCode4() throws Exception {
        assumeTrue(Files.exists(FULL));

        Ended ended = shell("\"$@\" >/dev/full", "--version");

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
        assertThat(ended.said())
                .startsWith("coldgate: standard output cannot be written, so not all of the result was printed: ")
                .hasLineCount(1);
    }

    @Test
    void aStepOfGitsIsNotGoodWhenItsOutputIsLost() throws Exception {
        assumeTrue(Files.exists(FULL));

        assertThat(shell("\"$@\" >/dev/full", "bisect", "--step", "--help").exitCode())
                .isEqualTo(GitCode.ABORT);
    }

    @Test
    void whatTheRunDecidedStays() throws Exception {
        assumeTrue(Files.exists(FULL));
        Files.writeString(folder.resolve("slow.csv"), "name,unit,value\n" + "checkout,ms,250\n".repeat(40));
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                "version: 1\nresults:\n  - { samples: slow.csv, budgets: { checkout: { p50: 100ms } } }\n");

        Ended ended = shell("\"$@\" >/dev/full", "check");

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said()).contains("coldgate: standard output cannot be written");
    }

    @Test
    void aReaderThatHasGoneIsNoLoss() throws Exception {
        // The reader ends first: it writes the file that the command waits for.
        Ended ended = shell(
                "mkfifo gone; { while [ ! -e closed ]; do sleep 0.1; done; \"$@\"; echo $? >code; } >gone"
                        + " & exec 3<gone; exec 3<&-; : >closed; wait; exit \"$(cat code)\"",
                "--version");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).isEmpty();
    }
}
