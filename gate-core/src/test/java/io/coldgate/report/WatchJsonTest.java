package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Golden;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every JSON line of a watch, and the table of their fields in docs/watch.md. */
class WatchJsonTest {
    private static final long AT = WatchMetricsTest.ALARM;
    private static final String NAME = "checkout";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static List<String> lines() {
        List<WatchEvent> events = List.of(
                new WatchEvent.Plain(AT, NAME, WatchMetricsTest.LATENCY, true),
                new WatchEvent.Plain(AT, NAME, WatchMetricsTest.LATENCY, false),
                new WatchEvent.Alarm(AT, NAME, WatchMetricsTest.LATENCY, 2),
                new WatchEvent.Within(AT, NAME, WatchMetricsTest.ERRORS, 2),
                new WatchEvent.Changed(AT, NAME, 2, "errors", Optional.of(WatchMetricsTest.ERRORS)),
                new WatchEvent.Changed(AT, NAME, 2, "duration.p99", Optional.empty()),
                new WatchEvent.Step(AT, NAME, 2, WatchMetricsTest.STEP),
                new WatchEvent.Exhausted(AT, NAME, 2),
                new WatchEvent.Recovered(AT, NAME, WatchMetricsTest.ENDED),
                new WatchEvent.Closed(AT, NAME, WatchMetricsTest.CLOSED));
        List<String> lines =
                new ArrayList<>(events.stream().map(WatchJson::line).toList());
        lines.add(WatchJson.line(WatchMetricsTest.NOW.get(0)));
        return lines;
    }

    private static void fields(JsonNode node, Set<String> into) {
        node.fieldNames().forEachRemaining(into::add);
        node.forEach(each -> fields(each, into));
    }

    private static String documentation() throws IOException {
        String text = Files.readString(
                Path.of(System.getProperty("coldgate.root", "..")).resolve("docs/watch.md"));
        return text.substring(text.indexOf("## JSON lines"));
    }

    private static Set<String> code(String text) {
        Set<String> found = new TreeSet<>();
        Matcher code = CODE.matcher(text);
        while (code.find()) {
            found.add(code.group(1));
        }
        return found;
    }

    @Test
    void eachLineIsWhatWasAgreed() {
        Golden.assertSame(getClass(), "watch.jsonl", String.join("\n", lines()) + "\n");
    }

    @Test
    void eachFieldIsDocumentedAndNoOther() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String line : lines()) {
            fields(new ObjectMapper().readTree(line), written);
        }
        Set<String> documented = new TreeSet<>();
        documentation()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> documented.addAll(code(line.split("\\|")[1])));
        assertThat(documented).isEqualTo(written);
    }

    @Test
    void eachEventAndEachStateOfAStepIsDocumented() throws IOException {
        Set<String> words = new TreeSet<>();
        for (String line : lines()) {
            words.add(new ObjectMapper().readTree(line).path("event").asText());
        }
        for (StepRecord.State state : StepRecord.State.values()) {
            words.add(state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        assertThat(code(documentation())).containsAll(words);
    }
}
