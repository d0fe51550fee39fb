package io.coldgate.thresholds.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.thresholds.diagnostic.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that no editor writes: whatever they hold, there is one line and no exception. */
@Tag("slow")
class HostileFileTest {
    private static final int LEVELS = 5000;

    @TempDir
    private Path folder;

    private String only(byte[] file) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            ReadResult result = Corpus.read(folder, file);
            assertThat(result.diagnostics()).hasSize(1);
            return result.diagnostics().get(0).line();
        });
    }

    private String only(String file) {
        return only(file.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"'[', ']'", "'{a: ', '}'", "'- ', ''", "'? ', ''", "'[{a: ', '}]'", "'!x [', ']'"})
    void fiveThousandLevels(String open, String close) {
        assertThat(only("version: 1\nfunctions:\n  " + open.repeat(LEVELS) + "x" + close.repeat(LEVELS)))
                .startsWith("thresholds.yaml:3:");
    }

    @Test
    void fiveThousandLevelsByIndentation() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            file.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(only(file.toString()))
                .isEqualTo("thresholds.yaml:33:33: nested deeper than 32 levels: no key of a thresholds file is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "{", "- ", "\"", "'", "a: ", "? ", "&a ", "!", "%", "#", "| ", "\n", " ", "*a ", "{a,", "---\n"
            })
    void aMegabyteOfOneSign(String sign) {
        only(sign.repeat((1 << 20) / sign.length()));
    }

    @Test
    void nulBytes() {
        assertThat(only("version: 1\nfunc\0tions: {}\n"))
                .isEqualTo("thresholds.yaml:2:5: a NUL byte (U+0000): a thresholds file is plain text; remove it");
    }

    @Test
    void controlCharacters() {
        assertThat(only("version: 1 # \u001b[31m\n"))
                .startsWith("thresholds.yaml:1:14: a character that YAML does not allow here (U+001B)");
        assertThat(only("version: 1 # \u2028\n")).startsWith("thresholds.yaml:1:14: ");
        assertThat(only("version: 1\rfunctions: {}\n")).startsWith("thresholds.yaml:1:11: a carriage return without");
    }

    @Test
    void whatIsNotUtf8() {
        byte[] file = "version: 1\n# caf?\n".getBytes(StandardCharsets.US_ASCII);
        file[16] = (byte) 0xe9;
        assertThat(only(file)).isEqualTo("thresholds.yaml:2:6: not UTF-8 from here on: save the file as UTF-8");
        assertThat(only("version: 1\n".getBytes(StandardCharsets.UTF_16))).contains("not UTF-8");
        assertThat(only(new byte[] {'a', (byte) 0xc3})).startsWith("thresholds.yaml:1:2: not UTF-8");
    }

    @Test
    void nothingAtAll() {
        assertThat(only(""))
                .isEqualTo("thresholds.yaml:1:1: empty: a thresholds file starts with the line \"version: 1\"");
        assertThat(only("# only a comment\n")).contains("empty");
        assertThat(only("---\n...\n")).contains("expected a mapping");
    }

    @Test
    void moreThanAMegabyte() {
        assertThat(only("#".repeat((1 << 20) + 1)))
                .isEqualTo("thresholds.yaml:1:1: larger than 1 MB: too large for a thresholds file");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws Exception {
        String good = new String(Corpus.bytes("good/full"), StandardCharsets.UTF_8);
        assertThat(Corpus.read(folder, ("\ufeff" + good).getBytes(StandardCharsets.UTF_8))
                        .diagnostics())
                .isEmpty();
        assertThat(Corpus.read(folder, good.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void whatIsNoFile() {
        assertThat(read(folder.resolve("missing.yaml")))
                .isEqualTo("x.yaml:1:1: cannot be read: no such file: create it, or name another with --file");
        assertThat(read(folder)).startsWith("x.yaml:1:1: cannot be read: ");
        assertThat(read(Path.of("/dev/zero"))).startsWith("x.yaml:1:1: larger than 1 MB");
    }

    private static String read(Path file) {
        ReadResult result = ThresholdsReader.read(file, "x.yaml", ReadOptions.none());
        assertThat(result.diagnostics()).hasSize(1);
        return result.diagnostics().get(0).line();
    }

    static Stream<String> starts() {
        return Corpus.names("good");
    }

    @ParameterizedTest(name = "{0}, seeds 1 to 200")
    @MethodSource("starts")
    void randomChangesOfAGoodFileGiveAResult(String name) throws Exception {
        for (long seed = 1; seed <= 200; seed++) {
            byte[] mutated = Mutation.of(Corpus.bytes(name), new SplittableRandom(seed));
            try {
                ReadResult result = Corpus.read(folder, mutated);
                for (Diagnostic diagnostic : result.diagnostics()) {
                    assertThat(diagnostic.line()).startsWith("thresholds.yaml:").doesNotContain("\n");
                    assertThat(diagnostic.render(true).lines().count()).isLessThanOrEqualTo(3);
                }
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(name + " with seed " + seed, e);
            }
        }
    }
}
