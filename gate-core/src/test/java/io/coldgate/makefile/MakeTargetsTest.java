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
import org.junit.jupiter.params.provider.ValueSource;

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

    private MakeTargets read(String makefile) throws IOException {
        Path file = Files.writeString(folder.resolve("Makefile"), makefile);
        return MakeTargets.of(folder, List.of(file));
    }

    private MakeTargets.Target target(String makefile) throws IOException {
        return read(makefile).named(folder, "pack").orElseThrow();
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
                BLANKS + "include" + BLANKS + "#\u2028",
                "a".repeat(10_000) + BLANKS);
    }

    @ParameterizedTest
    @MethodSource("endlessLines")
    void eachCharacterOfALineIsLookedAtAFewTimes(String line) {
        for (Pattern pattern : List.of(MakeReader.RULE, MakeReader.ASSIGNMENT, MakeReader.INCLUDE)) {
            assertThat(pattern.matcher(new Watched(line)).matches()).isFalse();
        }
    }

    @Test
    void blanksAroundTheColonBelongToNoName() throws IOException {
        assertThat(target("other   pack \t :   first second ; zip f.zip x\n").packed())
                .contains(folder.resolve("f.zip"));
    }

    @Test
    void includedFilesAreReadWhereMakeRuns() throws IOException {
        Files.createDirectories(folder.resolve("mk/parts"));
        Files.writeString(folder.resolve("mk/all.mk"), "-include mk/parts/*.mk # each part\n");
        Files.writeString(folder.resolve("mk/parts/a.mk"), "pack:\n\tzip $(OUT)/f.zip bootstrap\ninclude mk/all.mk\n");
        Files.writeString(folder.resolve("mk/parts/b.mk"), "include Makefile none.mk\n");
        MakeTargets read = read("OUT = out\nDIR = mk\n  include $(wildcard $(DIR)/all*.mk)\nother:\n\ttrue\n");

        assertThat(read.named(folder, "pack").orElseThrow().packed()).contains(folder.resolve("out/f.zip"));
        assertThat(read.usual().orElseThrow().name()).isEqualTo("pack");
        assertThat(read.named(folder, "other").orElseThrow().recipe()).doesNotContain("zip");
        assertThat(read.files().stream().map(folder::relativize).map(Path::toString))
                .containsExactly("Makefile", "mk/all.mk", "mk/parts/a.mk", "mk/parts/b.mk", "none.mk");
        assertThat(read.isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(shell ls *.mk)", "$(UNSET)/a.mk", "*/a.mk", "~/a.mk", "a.mk $(B)"})
    void anIncludedFileWhoseNameMakeComputesIsNotRead(String name) throws IOException {
        Files.createDirectories(folder.resolve("mk"));
        Files.writeString(folder.resolve("mk/a.mk"), "pack:\n\ttrue\n");
        MakeTargets read = read("include " + name + "\n");

        assertThat(read.isComplete()).isFalse();
        assertThat(read.named(folder, "pack")).isEmpty();
    }
}
