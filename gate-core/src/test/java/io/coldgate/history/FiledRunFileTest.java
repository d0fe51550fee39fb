package io.coldgate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.Golden;
import io.coldgate.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiledRunFileTest {
    private static final FiledRun RUN = FiledRunMaker.run(5, "A", 80, true, Verdict.FAIL);

    private static FiledRun read(String text) throws HistoryFormatException {
        return (FiledRun) FiledEntryReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFormatIsThis() {
        Golden.assertSame(FiledRunFileTest.class, "filed-run.json", FiledRunWriter.text(RUN));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        List<FiledRun> runs = List.of(
                RUN,
                FiledRunMaker.run(6, "B", 80, false, Verdict.NOT_MEASURED),
                FiledRunMaker.run(7, "B", Double.POSITIVE_INFINITY, false, Verdict.INCONCLUSIVE));
        for (FiledRun run : runs.subList(0, 2)) {
            assertThat(read(FiledRunWriter.text(run))).isEqualTo(run);
        }
        FiledSeries.Quantile failed =
                read(FiledRunWriter.text(runs.get(2))).series().get(0).median();
        assertThat(failed.value()).isInfinite();
    }

    @Test
    void aLaterVersionIsRefusedAndNotGuessed() {
        String later = FiledRunWriter.text(RUN).replace("\"schemaVersion\":1", "\"schemaVersion\":2");

        assertThatThrownBy(() -> read(later))
                .hasMessage(
                        "of version 2, while this Coldgate knows version 1: use the version that wrote it, or a later"
                                + " one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "change":true       | "change":"yes"        | change: neither true nor false
            "verdict":"FAIL"    | "verdict":"GOOD"      | verdict: unknown value
            "startedAt":        | "startedAt":-         | startedAt: not a whole number from 0
            "n":41              | "n":4.5               | n: not a whole number from 0
            [0.5,               | [0.51,                | quantiles: without the median
            [0.5,               | [0.5,1,               | quantiles: each is [probability, value, low, high]
            "run":"             | "run":"x              | run: "x
            "fingerprint":{     | "fingerprint":[],"f":{| fingerprint: not an object
            "checks":[          | "checks":{},"c":[     | checks: not a list
            "arm":"candidate"   | "arm":"other"         | arm: unknown value
            """)
    void damageIsNamed(String good, String bad, String message) {
        String text = FiledRunWriter.text(RUN);
        assertThat(text).contains(good);

        assertThatThrownBy(() -> read(text.replace(good, bad)))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void everyCutFileIsRefused() {
        String text = FiledRunWriter.text(RUN).strip();
        for (int end = 0; end < text.length(); end++) {
            String cut = text.substring(0, end);
            assertThatThrownBy(() -> read(cut)).as("%d characters", end).isInstanceOf(HistoryFormatException.class);
        }
    }
}
