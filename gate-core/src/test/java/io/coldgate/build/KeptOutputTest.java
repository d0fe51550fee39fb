package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class KeptOutputTest {
    private static final byte[] NOTHING = {};

    @Test
    void keepsWhatIsPrintedInAFileWithoutAName() throws Exception {
        try (KeptOutput output = KeptOutput.open();
                KeptOutput errors = KeptOutput.open()) {
            Path file = output.target().file().toPath();
            assertThat(file).exists();

            int exit = ChildProcess.run(
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    "test ! -e \"$0\" || sleep 1; test -e \"$0\"; echo $?; echo no >&2",
                                    file.toString())
                            .redirectOutput(output.target())
                            .redirectError(errors.target()),
                    NOTHING,
                    output,
                    errors);

            assertThat(exit).isZero();
            assertThat(file).doesNotExist();
            assertThat(output.text(100)).isEqualTo("1\n");
            assertThat(output.size()).isEqualTo(2);
            assertThat(errors.text(2)).isEqualTo("no");
            assertThat(errors.lastLines(3)).containsExactly("no");
        }
    }

    @Test
    void aProgramThatDoesNotStartLeavesNothing() throws Exception {
        Path file;
        try (KeptOutput output = KeptOutput.open()) {
            file = output.target().file().toPath();
            assertThatThrownBy(() -> ChildProcess.run(
                            new ProcessBuilder("/no/such/program").redirectOutput(output.target()), NOTHING, output))
                    .isInstanceOf(IOException.class);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aProgramReadsItsInputAndMayEndBeforeItHasReadAll() throws Exception {
        byte[] input = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (KeptOutput output = KeptOutput.open()) {
            ProcessBuilder count = new ProcessBuilder("wc", "-c").redirectOutput(output.target());
            assertThat(ChildProcess.run(count, input, output)).isZero();
            assertThat(output.text(100).strip()).isEqualTo("1048576");
        }
        try (KeptOutput output = KeptOutput.open()) {
            ProcessBuilder refusal = new ProcessBuilder("sh", "-c", "exit 3").redirectOutput(output.target());
            assertThat(ChildProcess.run(refusal, input, output)).isEqualTo(3);
        }
    }
}
