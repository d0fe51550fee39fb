package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of the documentation that say what the fields of a JSON output mean. */
class DocumentedJsonTest {
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @ParameterizedTest
    @CsvSource({
        "calibrate.md, calibrate/calibration.json",
        "canary.md, report/canary.json",
        "history.md, report/html/history.json",
        "ratchet.md, ratchet/ratchet.json"
    })
    void everyFieldIsInTheTableAndNoOther(String page, String golden) throws IOException {
        assertThat(firstColumn(section(page, "## The JSON"))).isEqualTo(fields(golden));
    }

    @ParameterizedTest
    @CsvSource("canary.md, report/canary.jsonl")
    void everyFieldOfALineIsInTheTable(String page, String golden) throws IOException {
        assertThat(names(section(page, "## The lines"))).containsAll(fields(golden));
    }

    private static String section(String page, String heading) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("coldgate.root", ".."))
                .resolve("docs")
                .resolve(page));
        int begin = text.indexOf("\n" + heading);
        assertThat(begin).as("%s in %s", heading, page).isNotNegative();
        int end = text.indexOf("\n## ", begin + 1);
        return text.substring(begin, end < 0 ? text.length() : end);
    }

    private static Set<String> firstColumn(String section) {
        return names(section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .collect(Collectors.joining()));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all members of all objects in a golden file, or in each of its lines. */
    private static Set<String> fields(String golden) throws IOException {
        Set<String> names = new TreeSet<>();
        try (InputStream in = DocumentedJsonTest.class.getResourceAsStream("/io/coldgate/" + golden)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (JsonNode node : new ObjectMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(text)
                    .readAll()) {
                collect(node, names);
            }
        }
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collect(child, names));
    }
}
