package io.coldgate.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/bisect.md to the fields of {@code bisect.json}, in both directions. */
class BisectFieldsTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    private static List<String> page() throws IOException {
        return Files.readAllLines(
                Path.of(System.getProperty("coldgate.root", "..")).resolve("docs/bisect.md"));
    }

    /** Returns the rows of the table with that head. */
    private static List<String> rows(String head) throws IOException {
        List<String> lines = page();
        int first = lines.indexOf(head) + 2;
        assertThat(first).as(head).isGreaterThan(1);
        return lines.subList(first, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static List<String> fields(String head) throws IOException {
        return rows(head).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }

    private static List<String> components(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> wordsOf(String head, String field) throws IOException {
        String row = rows(head).stream()
                .filter(line -> line.startsWith("| `" + field + "` |"))
                .findFirst()
                .orElseThrow();
        return WORD.matcher(row).results().map(word -> word.group(1)).skip(1).toList();
    }

    @Test
    void thePageHasEachFieldOfTheStateOfAComparisonAndOfTheQuestion() throws IOException {
        String state = "| field of `bisect.json` | meaning |";
        String comparison = "| field | meaning |";

        assertThat(fields(state)).isEqualTo(components(BisectState.class));
        assertThat(fields(comparison)).isEqualTo(components(CommitResult.class));
        assertThat(wordsOf(state, "question")).containsSubsequence(components(BisectQuestion.class));
        assertThat(wordsOf(state, "first")).isEqualTo(components(Commit.class));
    }

    @Test
    void thePageHasEachWordThatStandsInThem() throws IOException {
        assertThat(wordsOf("| field | meaning |", "found"))
                .isEqualTo(
                        Stream.of(CommitResult.Found.values()).map(Enum::name).toList());
        assertThat(wordsOf("| field | meaning |", "skip"))
                .isEqualTo(Stream.of(CommitResult.Skip.values()).map(Enum::name).toList());
        for (BisectState.Result result : BisectState.Result.values()) {
            assertThat(page()).anyMatch(line -> line.contains("`" + result.name() + "`:"));
        }
    }
}
