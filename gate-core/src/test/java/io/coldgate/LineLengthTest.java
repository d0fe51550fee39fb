package io.coldgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines end at column 120 also where the formatter does not break them: in comments and in text. */
class LineLengthTest {
    /** The formatter's, of Palantir's style. */
    private static final int LONGEST = 120;

    private static final String TEXT_BLOCK = "\"\"\"";

    @Test
    void noLineIsLongerThanTheFormatterMakesThem() throws IOException {
        List<String> tooLong = new ArrayList<>();
        SortedMap<Path, String> sources = JavaSources.below("src");
        sources.forEach(
                (source, text) -> tooLong(text.lines().toList()).forEach(line -> tooLong.add(source + ":" + line)));

        assertThat(sources).hasSizeGreaterThan(1000);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void aLineOfProseIsTooLongAndOneOfATextBlockIsNot() {
        String words = "word ".repeat(LONGEST / 5);
        assertThat(tooLong(List.of("/** " + words + "*/", "// " + words + "end", "x = \"" + words + "\";")))
                .containsExactly("1: 126 columns", "2: 126 columns", "3: 127 columns");
        assertThat(tooLong(List.of("x = \"\"\"", words + "end", "\"\"\";", "// " + words + "end")))
                .containsExactly("4: 126 columns");
        assertThat(tooLong(
                        List.of(words, "// " + words + "https://example.com/", "    \"" + "x".repeat(LONGEST) + "\"")))
                .isEmpty();
    }

    /** Returns each line that is too long and could be broken, with its number. */
    private static List<String> tooLong(List<String> lines) {
        List<String> found = new ArrayList<>();
        boolean inTextBlock = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > LONGEST && !inTextBlock && isBreakable(line)) {
                found.add(i + 1 + ": " + line.length() + " columns");
            }
            inTextBlock ^= (line.split(TEXT_BLOCK, -1).length - 1) % 2 == 1;
        }
        return found;
    }

    /** A link must stay whole to be followed; so must an import, a class's full name, or a number of many digits. */
    private static boolean isBreakable(String line) {
        int indent = line.length() - line.stripLeading().length();
        return !line.contains("://")
                && Stream.of(line.strip().split("\\s+")).allMatch(word -> indent + word.length() <= LONGEST);
    }
}
