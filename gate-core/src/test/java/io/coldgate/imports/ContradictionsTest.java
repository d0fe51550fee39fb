package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where two fields of a file contradict each other nothing is judged, and the message names both. */
class ContradictionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "avgt | ops/ms | [[1]]          | 1 | 1 | 1     | mode avgt and scoreUnit \"ops/ms\"",
                "thrpt| ms/op  | [[1]]          | 1 | 1 | 1     | mode thrpt and scoreUnit \"ms/op\"",
                "ss   | B/op   | [[1]]          | 1 | 1 | 1     | mode ss and scoreUnit \"B/op\"",
                "avgt | ms/op  | [[1],[1]]      | 1 | 1 | 1     | forks is 1 and the raw data has 2",
                "avgt | ms/op  | [[1],[1]]      | 0 | 1 | 1     | forks is 0 and the raw data has 2",
                "avgt | ms/op  | [[1,1],[1]]    | 2 | 2 | 1     | measurementIterations is 2 and a fork of the raw data"
                        + " has 1",
                "avgt | ms/op  | [[1,3]]        | 1 | 2 | 1     | score is 1 and the mean of rawData 2",
                "sample|ms/op  | [[1,3]]        | 1 | 2 | 2     | means of iterations",
            })
    void ofJmh(String mode, String unit, String raw, int forks, int iterations, int score, String message) {
        String run = "{\"benchmark\":\"b\",\"jmhVersion\":\"1.37\",\"mode\":\"%s\",\"forks\":%d,"
                + "\"measurementIterations\":%d,\"primaryMetric\":{\"score\":%d,\"scoreUnit\":\"%s\","
                + "\"rawData\":%s},\"secondaryMetrics\":{\"gc.count\":{\"scoreUnit\":\"counts\","
                + "\"rawData\":[[1]]}}}";
        String good = run.formatted("ss", 1, 1, 1, "ms/op", "[[1]]").replace("\"b\"", "\"good\"");
        ToolResults results = Recorded.ofText(
                Tool.JMH, folder, "[" + run.formatted(mode, forks, iterations, score, unit, raw) + "," + good + "]");

        Recorded.assertSpoiled(results, "b", mode, message);
        Recorded.assertSpoiled(results, "b", mode + ":gc.count", message);
        Recorded.assertWhole(results, "good", "ss");
    }

    @Test
    void ofAHistogramInAnotherMode() {
        Recorded.assertSpoiled(
                Recorded.ofText(
                        Tool.JMH,
                        folder,
                        "[{\"benchmark\":\"b\",\"mode\":\"avgt\",\"primaryMetric\":{\"scoreUnit\":\"ms/op\","
                                + "\"rawDataHistogram\":[[[[1,2]]]]}}]"),
                "b",
                "avgt",
                "mode avgt and rawDataHistogram");
    }

    @Test
    void jmhsFormWithoutAVersionIsJudgedByItsShape() {
        ToolResults results = Recorded.ofText(
                Tool.JMH,
                folder,
                "[{\"benchmark\":\"b\",\"mode\":\"avgt\",\"forks\":1,\"primaryMetric\":{\"score\":2,"
                        + "\"scoreUnit\":\"ms/op\",\"rawData\":[[1,3]]}}]");

        assertThat(Recorded.values(results, "b", "avgt")).containsExactly(1e6, 3e6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"mean\":2           | mean is 2 and the mean of times 1.5",
                "\"min\":0.5          | min is 0.5 and the least of times 1",
                "\"max\":9            | max is 9 and the greatest of times 2",
                "\"exit_codes\":[0]   | times has 2 values and exit_codes 1"
            })
    void ofHyperfine(String field, String message) {
        String exitCodes = field.contains("exit_codes") ? "" : "\"exit_codes\":[0,0],";
        Recorded.assertSpoiled(
                Recorded.ofText(
                        Tool.HYPERFINE,
                        folder,
                        "{\"results\":[{\"command\":\"a\",\"times\":[1,2]," + exitCodes + field + "}]}"),
                "a",
                "time",
                message,
                "contradict each other");
    }

    @Test
    void ofGatling() {
        ToolResults log = Recorded.ofText(Tool.GATLING, folder, """
                RUN\tS\ts\t1000\t \t3.10.5
                REQUEST\t\ta\t2000\t1900\tOK\t\s
                REQUEST\t\tb\t2000\t2100\tOK\t\s
                """);
        Recorded.assertSpoiled(log, "a", "response_time", "OK and ends at 1900, before its start at 2000");
        Recorded.assertWhole(log, "b", "response_time");

        Path samples = Recorded.write(folder.resolve("s.jsonl"), """
                {"request":"a","started_epoch_ms":1000,"ended_epoch_ms":1010,"response_ms":500,"ok":true}
                {"request":"b","started_epoch_ms":1000,"ended_epoch_ms":1900,"response_ms":890,"ok":true}
                """);
        ToolResults recorded = Recorded.read(Tool.GATLING, samples);
        Recorded.assertSpoiled(recorded, "a", "response_time", "response_ms is 500", "ended_epoch_ms are 10 ms");
        Recorded.assertWhole(recorded, "b", "response_time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"matches\":30,\"total\":1500,\"rate\":0.98}                          | rate is 0.98 and matches of"
                        + " total 30 of 1500",
                "{\"matches\":30,\"total\":1500,\"rate\":0}                             | rate is 0 and matches of"
                        + " total 30 of 1500",
                "{\"matches\":30,\"total\":20}                                          | matches of total 30 of 20",
                "{\"passes\":1470,\"fails\":30,\"rate\":0.5}                            | rate is 0.5 and passes and"
                        + " fails 1470 and 30",
                "{\"passes\":1470,\"fails\":30}                                         | do not say which ones failed",
                "{\"passes\":1470,\"fails\":30,\"matches\":30,\"total\":1500,\"rate\":0.02}"
                        + " | matches of total is 30 of 1500 and passes and fails 1470 and 30",
                "{\"matches\":30,\"total\":2000,\"rate\":0.015}                         | http_reqs counts 1500",
                "{\"rate\":0.02}                                                        | passes"
            })
    void ofARateInK6sMachineReadableSummary(String values, String message) {
        ToolResults results = Recorded.ofText(Tool.K6, folder, machineReadable(values, "{\"avg\":5,\"max\":9}"));
        Recorded.assertSpoiled(results, "http_req_failed", "", message);
        assertThat(Recorded.series(results, "http_req_duration", "")
                        .summary()
                        .orElseThrow()
                        .failed())
                .isEqualTo(-1);
    }

    private static String machineReadable(String failed, String duration) {
        return """
                {"results":{"metrics":[
                  {"name":"http_reqs","type":"counter","contains":"default","values":{"count":1500}},
                  {"name":"http_req_failed","type":"rate","contains":"default","values":%s},
                  {"name":"http_req_duration","type":"trend","contains":"time","values":%s}]}}
                """.formatted(failed, duration);
    }

    @Test
    void thePassesOfThePublishedSchemaAreRequestsThatDidNotFail() {
        ToolResults results = Recorded.ofText(
                Tool.K6,
                folder,
                machineReadable("{\"passes\":1470,\"fails\":30,\"rate\":0.02}", "{\"avg\":5,\"max\":9}"));
        assertThat(Recorded.series(results, "http_req_failed", "")
                        .summary()
                        .orElseThrow()
                        .failed())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"avg\":50,\"max\":9}                  | avg is 50 and max 9",
                "{\"avg\":5,\"max\":9,\"min\":6}         | min is 6 and avg 5",
                "{\"avg\":5,\"max\":9,\"p(95)\":10}      | p(95) is 10 and max 9",
                "{\"avg\":5,\"max\":9,\"count\":1400}    | count is 1400 and http_reqs counts 1500",
                "{\"avg\":5}                             | max"
            })
    void ofATrendInASummary(String values, String message) {
        Recorded.assertSpoiled(
                Recorded.ofText(
                        Tool.K6, folder, machineReadable("{\"matches\":30,\"total\":1500,\"rate\":0.02}", values)),
                "http_req_duration",
                "",
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "101 | 91 | 10 | 100 | 91  | 10 | checks_failed says 10 failed of 100 and checks_succeeded says"
                        + " 10 failed of 101",
                "101 | 91 | 20 | 101 | 91  | 10 | checks_failed says 20 failed of 101 and checks_succeeded says"
                        + " 10 failed of 101",
                "101 | 91 | 10 | 101 | 100 | 1  | and the single checks says 1 failed of 101",
                "200 | 91 | 10 | 101 | 91  | 10 | checks_failed says 10 failed of 101 and checks_total says 200"
            })
    void ofTheChecksOfTheMachineReadableSummary(
            int total, int good, int bad, int of, int passes, int fails, String message) {
        String text = """
                {"results":{"metrics":[],"checks":{"metrics":[
                  {"name":"checks_total","values":{"count":%d}},
                  {"name":"checks_succeeded","values":{"matches":%d,"total":101}},
                  {"name":"checks_failed","values":{"matches":%d,"total":%d}}],
                  "results":[{"name":"a","passes":%d,"fails":%d}]}}}
                """.formatted(total, good, bad, of, passes, fails);
        ToolResults results = Recorded.ofText(Tool.K6, folder, text);
        Recorded.assertSpoiled(results, "checks_failed", "", message, "contradict each other");
        Recorded.assertSpoiled(results, "checks_succeeded", "", message);
    }

    @Test
    void ofK6sSummaryExport() {
        Recorded.assertSpoiled(
                Recorded.ofText(
                        Tool.K6,
                        folder,
                        "{\"metrics\":{\"http_req_failed\":{\"passes\":97,\"fails\":3,\"value\":0.03}}}"),
                "http_req_failed",
                "",
                "rate is 0.03 and passes and fails 97 and 3");
    }

    @Test
    void ofK6sPointsAndTheirTags() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, """
                {"metric":"http_req_duration","type":"Point","data":{"value":1,"tags":{"name":"a"}}}
                {"metric":"http_req_failed","type":"Point","data":{"value":1,"tags":{"name":"a"}}}
                """);
        Recorded.assertSpoiled(
                results,
                "http_req_duration",
                "",
                "http_req_failed counts 1 failed requests and 0 points",
                "expected_response: false");
        Recorded.assertSpoiled(results, "http_req_duration{name:a}", "", "contradict");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http_req_duration | trend   | data",
                "http_req_duration | counter | time",
                "http_req_failed   | trend   | default"
            })
    void ofWhatK6SaysOfAMetric(String metric, String type, String contains) {
        Recorded.assertBroken(
                Recorded.ofText(
                        Tool.K6,
                        folder,
                        "{\"type\":\"Metric\",\"metric\":\"%s\",\"data\":{\"type\":\"%s\",\"contains\":\"%s\"}}\n"
                                .formatted(metric, type, contains)),
                "\"" + metric + "\" is said to be a " + type + " of " + contains,
                "contradicts");
    }

    @Test
    void ofLighthouse() {
        String report = "{\"lighthouseVersion\":\"13.0.0\",\"requestedUrl\":\"u\",\"fetchTime\":\"%d\",\"audits\":{"
                + "\"a\":{\"scoreDisplayMode\":\"%s\",\"numericValue\":1,\"numericUnit\":\"%s\"},"
                + "\"b\":{\"numericValue\":1,\"numericUnit\":\"byte\"},"
                + "\"mainthread-work-breakdown\":{\"numericValue\":%d,\"numericUnit\":\"millisecond\","
                + "\"details\":{\"items\":[{\"group\":\"scriptEvaluation\",\"duration\":50}]}}}}";
        ToolResults results = Recorded.ofText(
                Tool.LIGHTHOUSE,
                folder,
                "[" + report.formatted(1, "numeric", "millisecond", 60) + ","
                        + report.formatted(2, "error", "millisecond", 20) + "]");
        Recorded.assertSpoiled(results, "u", "a", "numericValue 1", "scoreDisplayMode error");
        Recorded.assertSpoiled(results, "u", "script-time", "scriptEvaluation takes 50", "breakdown 20 ms");
        Recorded.assertWhole(results, "u", "b");

        Recorded.assertSpoiled(
                Recorded.ofText(
                        Tool.LIGHTHOUSE,
                        folder,
                        "[" + report.formatted(1, "numeric", "millisecond", 60) + ","
                                + report.formatted(2, "numeric", "byte", 60) + "]"),
                "u",
                "a",
                "\"bytes\" in one report and in \"ns\" in another");
    }

    @ParameterizedTest
    @CsvSource({"5, 10, true, actual is 5", "2, 1, true, passed is true and actual 2 of 1"})
    void ofLighthousesAssertions(int actual, int expected, boolean passed, String message) {
        Recorded.assertSpoiled(
                Recorded.ofText(
                        Tool.LIGHTHOUSE,
                        folder,
                        ("[{\"name\":\"maxNumericValue\",\"expected\":%d,\"actual\":%d,\"values\":[1,2,3],"
                                        + "\"passed\":%b,\"auditId\":\"a\",\"url\":\"u\"}]")
                                .formatted(expected, actual, passed)),
                "u",
                "a",
                message);
    }

    @Test
    void ofGoBenchmarks() {
        ToolResults directions = Recorded.ofText(
                Tool.GO_BENCH, folder, "Unit ns/op better=higher\nBenchmarkX-8 1 5 ns/op 7 B/op\nPASS\n");
        Recorded.assertSpoiled(directions, "BenchmarkX{cpu=8}", "ns/op", "better=higher", "contradicts better=lower");
        Recorded.assertWhole(directions, "BenchmarkX{cpu=8}", "B/op");

        Recorded.assertBroken(
                Recorded.ofText(Tool.GO_BENCH, folder, "BenchmarkX-8 1 5 ns/op 7 ns/op\nPASS\n"),
                "two values in \"ns/op\"");
    }
}
