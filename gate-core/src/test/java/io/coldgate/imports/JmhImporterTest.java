package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Better;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhImporterTest {
    @TempDir
    private Path folder;

    @Test
    void theSameBenchmarkIsASeriesAModeAndASetOfParameters() {
        ToolResults results = Recorded.read(Tool.JMH, "jmh/jmh-three.json");

        assertThat(results.series().stream().filter(ToolSeries::primary))
                .extracting(series -> series.id().shown() + " " + series.id().metric())
                .containsExactly(
                        "p.B.op{n=1} thrpt",
                        "p.B.op{n=2} thrpt",
                        "p.B.op{n=1} avgt",
                        "p.B.op{n=2} avgt",
                        "p.B.op{n=1} sample",
                        "p.B.op{n=2} sample",
                        "p.B.ss{n=1} ss",
                        "p.B.ss{n=2} ss");
        assertThat(results.facts()).containsEntry("jmh", "1.37").containsEntry("jdk", "17.0.15");
    }

    @Test
    void inModeSsOnlyTheFirstShotOfAForkIsASample() {
        ToolResults results = Recorded.read(Tool.JMH, "jmh/jmh-three.json");

        assertThat(Recorded.values(results, "p.B.ss{n=1}", "ss"))
                .containsExactly(new double[] {1.794883e6, 5.987022e6, 3.851734e6}, Offset.offset(1e-6));
        assertThat(results.notes())
                .anyMatch(note -> note.contains("the first of each fork's 2 iterations"))
                .anyMatch(note -> note.contains("after 1 warm-up iterations"));
    }

    @Test
    void twoForksOfOneIterationAreTwoSamplesWithoutANote() {
        ToolResults results = Recorded.read(Tool.JMH, "jmh/jmh-two.json");

        assertThat(Recorded.values(results, "p.B.ss{n=1}", "ss"))
                .containsExactly(new double[] {5.076211e6, 4.773766e6}, Offset.offset(1e-6));
        assertThat(results.notes()).isEmpty();
    }

    @Test
    void iterationsAreClusteredByFork() {
        ToolSeries series = Recorded.series(Recorded.read(Tool.JMH, "jmh/jmh-three.json"), "p.B.op{n=1}", "avgt");

        assertThat(series.clusters()).containsExactly(2, 2, 2);
        assertThat(series.values().toArray()[0]).isCloseTo(25.19201358349263, Offset.offset(1e-9));
        assertThat(series.unit()).isEqualTo(ValueUnit.TIME);
        assertThat(series.better()).isEqualTo(Better.LOWER);
    }

    @Test
    void moreIsBetterOfAThroughput() {
        ToolSeries series = Recorded.series(Recorded.read(Tool.JMH, "jmh/jmh-three.json"), "p.B.op{n=1}", "thrpt");

        assertThat(series.better()).isEqualTo(Better.HIGHER);
        assertThat(series.unit()).isEqualTo(ValueUnit.RATE);
        assertThat(series.values().toArray()[1]).isCloseTo(46.6227891240442e6, Offset.offset(1e-3));
    }

    @Test
    void modeSampleHasHistogramsInPlaceOfRawData() {
        ToolSeries series = Recorded.series(Recorded.read(Tool.JMH, "jmh/jmh-three.json"), "p.B.op{n=1}", "sample");

        assertThat(series.values().size()).isEqualTo(15565);
        assertThat(series.clusters()).hasSize(3);
        assertThat(series.clusters().stream().mapToInt(Integer::intValue).sum()).isEqualTo(15565);
        assertThat(series.values().toArray()).doesNotContain(0).isNotEqualTo(sorted(series));
    }

    private static double[] sorted(ToolSeries series) {
        double[] values = series.values().toArray();
        Arrays.sort(values);
        return values;
    }

    @Test
    void readsAFileWithTheTextNaN() {
        ToolResults results = Recorded.read(Tool.JMH, "jmh/jmh-one.json");

        assertThat(Recorded.values(results, "p.B.ss{n=1}", "ss")).hasSize(1);
        assertThat(Recorded.series(results, "p.B.op{n=1}", "thrpt:gc.alloc.rate.norm")
                        .unit())
                .isEqualTo(ValueUnit.SIZE);
        assertThat(Recorded.series(results, "p.B.op{n=1}", "thrpt:gc.alloc.rate")
                        .unit())
                .isEqualTo(ValueUnit.other("MB/sec"));
        assertThat(results.series())
                .noneMatch(series -> series.id().metric().contains("p0.")
                        || series.id().metric().contains("p1."));
    }

    @Test
    void withoutRawDataThereAreNoSamples() {
        ToolResults results = Recorded.read(Tool.JMH, "jmh/jmh-noraw.json");

        assertThat(Recorded.values(results, "p.B.ss{n=1}", "ss")).isEmpty();
        assertThat(results.notes()).singleElement().asString().contains("jmh.json.rawData");
    }

    private static String run(String fields) {
        return "{\"jmhVersion\":\"1.37\",\"benchmark\":\"b\",\"mode\":\"ss\",\"forks\":3,\"threads\":1," + fields + "}";
    }

    @Test
    void aForkWithoutDataIsAFailedSample() {
        ToolResults results = Recorded.ofText(
                Tool.JMH,
                folder,
                "[" + run("\"primaryMetric\":{\"scoreUnit\":\"ms/op\",\"rawData\":[[1.0],[]]},\"secondaryMetrics\":{}")
                        + "]");

        assertThat(Recorded.values(results, "b", "ss"))
                .containsExactly(1e6, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        assertThat(results.notes()).singleElement().asString().contains("2 of 3 forks");
    }

    @Test
    void threadsAreAPartOfWhatIsMeasuredAndOldNamesOfProfilersAreKnown() {
        ToolResults results = Recorded.ofText(
                Tool.JMH,
                folder,
                "[{\"jmhVersion\":\"1.36\",\"benchmark\":\"b\",\"mode\":\"avgt\",\"forks\":1,\"threads\":4,"
                        + "\"primaryMetric\":{\"scoreUnit\":\"ns/op\",\"rawData\":[[1]]},"
                        + "\"secondaryMetrics\":{\"\u00b7gc.alloc.rate.norm\":{\"scoreUnit\":\"B/op\","
                        + "\"rawData\":[[24]]},\"\u00b7gc.time\":{\"scoreUnit\":\"ms\",\"rawData\":[[\"NaN\"]]}}}]");

        assertThat(Recorded.values(results, "b{threads=4}", "avgt:gc.alloc.rate.norm"))
                .containsExactly(24);
        assertThat(results.notes()).singleElement().asString().contains("gc.time: left out");
        Recorded.assertSpoiled(results, "b{threads=4}", "avgt:gc.time", "not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[",
                "[]x",
                "[{}]",
                "[{\"benchmark\":\"b\",\"jmhVersion\":\"2.0\",\"mode\":\"ss\"}]",
                "[{\"benchmark\":\"b\",\"jmhVersion\":\"1.37\",\"mode\":\"new\"}]",
                "[{\"benchmark\":\"b\",\"jmhVersion\":\"1.37\",\"mode\":\"ss\","
                        + "\"primaryMetric\":{\"scoreUnit\":\"ms/op\",\"rawData\":[[\"NaN\"]]}}]",
                "[{\"benchmark\":\"b\",\"jmhVersion\":\"1.37\",\"mode\":\"ss\","
                        + "\"primaryMetric\":{\"scoreUnit\":\"ms/op\",\"rawData\":[[-1]]}}]",
                "[{\"benchmark\":\"b\",\"jmhVersion\":\"1.37\",\"mode\":\"ss\","
                        + "\"primaryMetric\":{\"scoreUnit\":\"ms/op\"}}]",
                "[]",
                ""
            })
    void refusesWhatIsNotWhole(String text) {
        Recorded.assertNothingToJudge(Recorded.ofText(Tool.JMH, folder, text));
    }

    @Test
    void judgesNeitherOfTwoSeriesOfTheSameName() {
        String one = run("\"primaryMetric\":{\"scoreUnit\":\"ms/op\",\"rawData\":[[1.0],[1],[1]]}");
        String other = one.replace("\"b\"", "\"c\"");
        ToolResults results = Recorded.ofText(Tool.JMH, folder, "[" + one + "," + other + "," + one + "]");

        Recorded.assertSpoiled(results, "b", "ss", "\"b\"", "twice");
        Recorded.assertWhole(results, "c", "ss");
    }

    @Test
    void boundsTheDepthOfAHostileFile() {
        Recorded.assertBroken(Recorded.ofText(Tool.JMH, folder, "[".repeat(100_000)), "not whole JSON");
    }
}
