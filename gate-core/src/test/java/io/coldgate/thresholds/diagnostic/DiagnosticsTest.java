package io.coldgate.thresholds.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Golden;
import io.coldgate.thresholds.read.Corpus;
import io.coldgate.thresholds.read.ReadResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bad file of the corpus gives exactly the messages beside it. {@code -Dcoldgate.golden=write} writes them anew.
 */
class DiagnosticsTest {
    @TempDir
    private Path folder;

    static Stream<String> bad() {
        return Stream.concat(Corpus.names("bad"), Corpus.names("bad-beyond-schema"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void saysWhatIsWrongWhereAndWhatToDo(String name) throws Exception {
        ReadResult result = Corpus.read(folder, Corpus.bytes(name));
        assertThat(result.thresholds()).isEmpty();
        String shown =
                result.diagnostics().stream().map(Diagnostic::withCaret).collect(Collectors.joining("\n", "", "\n"));
        String portable = shown.replace(folder.toRealPath().toString(), "REPOSITORY");
        Path golden = Corpus.file(name, ".stdout");
        if (Golden.isWritten()) {
            Files.writeString(golden, portable);
        }
        assertThat(portable).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void printsNothingThatATerminalCouldObey(String name) throws Exception {
        for (Diagnostic diagnostic : Corpus.read(folder, Corpus.bytes(name)).diagnostics()) {
            assertThat(diagnostic.line()).hasSizeLessThan(1100).startsWith("thresholds.yaml:");
            assertThat(diagnostic.line().chars()).allMatch(c -> c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f));
            assertThat(diagnostic.withCaret().replace("\n", "").chars())
                    .allMatch(c -> c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f));
            assertThat(diagnostic.withCaret().lines().count()).isLessThanOrEqualTo(3);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void givesTheSameWithWindowsLineEnds(String name) throws Exception {
        String text = new String(Corpus.bytes(name), StandardCharsets.UTF_8);
        ReadResult unix = Corpus.read(folder, text.getBytes(StandardCharsets.UTF_8));
        ReadResult windows = Corpus.read(folder, text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        assertThat(windows.diagnostics()).isEqualTo(unix.diagnostics());
    }
}
