package io.coldgate.makefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MakeTargetsTest {
    private static final String BLANKS = " ".repeat(10_000);

    @TempDir
    private Path folder;

    /** A text whose characters may be looked at ten times each. */
    private static final class Watched implements CharSequence {
        private final String text;
        private long looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks > 10L * text.length()) {
                throw new AssertionError("each character was looked at ten times");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private MakeTargets.Target target(String makefile) throws IOException {
        Path file = Files.writeString(folder.resolve("Makefile"), makefile);
        return MakeTargets.of(folder, List.of(file)).named(folder, "pack").orElseThrow();
    }

    @Test
    void aRecipeWithAnyNumberOfOptionsIsRead() throws IOException {
        MakeTargets.Target pack = target("pack:\n\tcd out && zip " + "-q ".repeat(60_000) + "../f.zip bootstrap\n");

        assertThat(pack.packed()).contains(folder.resolve("f.zip"));
    }

    private static Stream<String> endlessLines() {
        return Stream.of(
                "a" + BLANKS,
                "a" + " b".repeat(5_000),
                "a:" + BLANKS + ";\u2028",
                "a" + BLANKS + ":" + BLANKS + ";\u2028",
                "a=" + BLANKS + "\u2028",
                "export" + BLANKS + "a" + BLANKS,
                "a".repeat(10_000) + BLANKS);
    }

    @ParameterizedTest
    @MethodSource("endlessLines")
    void eachCharacterOfALineIsLookedAtAFewTimes(String line) {
        for (Pattern pattern : List.of(MakeTargets.RULE, MakeTargets.ASSIGNMENT)) {
            assertThat(pattern.matcher(new Watched(line)).matches()).isFalse();
        }
    }

    @Test
    void blanksAroundTheColonBelongToNoName() throws IOException {
        assertThat(target("other   pack \t :   first second ; zip f.zip x\n").packed())
                .contains(folder.resolve("f.zip"));
    }
}
