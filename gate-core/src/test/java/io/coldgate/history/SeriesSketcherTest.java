package io.coldgate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesSketcherTest {
    @Test
    void aLongNameOfAnotherToolIsFiledAsItsBudgetNamesItAndIsReadAgain() throws Exception {
        SeriesId id = new SeriesId("./program " + "--option ".repeat(100), "", "time");
        ToolSeries series = new ToolSeries(id, true, ValueUnit.TIME, Better.LOWER, SampleValues.of(1, 2, 3));
        SeriesSketcher sketcher = new SeriesSketcher((function, metric) -> metric.dimension());
        ToolResultsRecords.of(new ToolResults(
                        new ToolResults.Source(Tool.HYPERFINE, "a.json"),
                        Map.of(),
                        List.of(),
                        List.of(series),
                        Optional.empty()))
                .forEach(sketcher::accept);

        FiledSeries filed = sketcher.series().get(0);

        assertThat(filed.key().function()).isEqualTo(id.label()).hasSizeLessThanOrEqualTo(SeriesId.LONGEST_NAME + 1);
        FiledRun run = FiledRunMaker.with(FiledRunMaker.run(5, "A", 80), List.of(filed));
        assertThat(FiledEntryReader.read(FiledRunWriter.text(run).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(run);
    }

    @Test
    void textsThatAreLongerThanAFileMayHaveThemAreCut() {
        String tooLong = "x".repeat(600);

        assertThat(new FiledSeries.Key(tooLong, "m", Arm.CANDIDATE).function())
                .hasSize(500)
                .endsWith("…");
        assertThat(new FiledCheck.BudgetKey("f", "m", tooLong, false).rule()).hasSize(500);
    }
}
