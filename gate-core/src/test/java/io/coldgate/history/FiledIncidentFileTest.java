package io.coldgate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.watch.StepRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiledIncidentFileTest {
    private static final FiledIncident INCIDENT = FiledRunMaker.incident(
            "checkout", 5, 12, new FiledIncident.Step(1, "memory=1024MB", StepRecord.State.LEFT));

    private static FiledEntry read(String text) throws HistoryFormatException {
        return FiledEntryReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFormatIsThis() {
        assertThat(INCIDENT.json()).isEqualTo("""
                {"schemaVersion":1,"kind":"incident","function":"checkout","objectives":["duration.p99","errors"],\
                "alarmAt":1767243600000,"recoveredAt":1767244320000,\
                "steps":[{"number":1,"action":"memory=1024MB","state":"LEFT"}]}
                """);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        assertThat(read(INCIDENT.json())).isEqualTo(INCIDENT);
    }

    @Test
    void whatNoHistoryReadsIsNoFiledIncident() throws Exception {
        assertThatThrownBy(() -> new FiledIncident("checkout", List.of(), -1, 5, List.of()))
                .hasMessage("alarmAt: -1 is outside of the calendar");
        assertThatThrownBy(() -> new FiledIncident("checkout", List.of(), 1, Long.MAX_VALUE, List.of()))
                .hasMessageContaining("recoveredAt: ");
        assertThatThrownBy(() -> new FiledIncident("x".repeat(501), List.of(), 1, 5, List.of()))
                .hasMessage("function: longer than 500 characters");
        assertThatThrownBy(() -> new FiledIncident.Step(-1, "run", StepRecord.State.DONE))
                .isInstanceOf(IllegalArgumentException.class);
        FiledIncident.Step step = new FiledIncident.Step(1, "run: " + "x".repeat(600), StepRecord.State.DONE);
        FiledIncident longest = new FiledIncident("checkout", List.of("errors"), 1, 5, List.of(step));

        assertThat(step.action()).hasSize(500).startsWith("run: xx").endsWith("x…");
        assertThat(read(longest.json())).isEqualTo(longest);
    }

    @Test
    void oneAlarmOfAFunctionIsOneIncident() {
        FiledIncident later = FiledRunMaker.incident("checkout", 5, 50);

        assertThat(later.digest()).isEqualTo(INCIDENT.digest()).hasSize(64);
        assertThat(FiledRunMaker.incident("checkout", 6, 12).digest()).isNotEqualTo(INCIDENT.digest());
        assertThat(FiledRunMaker.incident("search", 5, 12).digest()).isNotEqualTo(INCIDENT.digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "incident"            | "accident"           | kind: unknown value "accident"
            "schemaVersion":1     | "schemaVersion":2    | of version 2, while this Coldgate knows version 1
            "alarmAt":1           | "alarmAt":-1         | alarmAt: not a whole number from 0
            "recoveredAt":1       | "recoveredAt":991    | recoveredAt: 991767244320000 is outside of the calendar
            "recoveredAt":1       | "recoveredAt":0.1    | recoveredAt: not a whole number from 0
            "recoveredAt":1767    | "recoveredAt":1      | recoveredAt: before the alarm
            "LEFT"                | "RIGHT"              | state: unknown value "RIGHT"
            "objectives":[        | "objectives":[7,     | objectives: not a text
            "steps":[             | "steps":{},"s":[     | steps: not a list
            "function":"checkout" | "function":null      | function: not a text
            """)
    void damageIsNamed(String good, String bad, String message) {
        String text = INCIDENT.json();
        assertThat(text).contains(good);

        assertThatThrownBy(() -> read(text.replace(good, bad)))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining(message);
    }
}
