package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Better;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class K6ImporterTest {
    private static final String POINTS = """
            {"type":"Metric","data":{"name":"http_req_duration","type":"trend","contains":"time","thresholds":["p(95)<200"],"submetrics":null},"metric":"http_req_duration"}
            {"metric":"http_req_duration","type":"Point","data":{"time":"2026-01-01T00:00:00Z","value":120.5,"tags":{"name":"checkout","scenario":"spike","expected_response":"true","group":""}}}
            {"metric":"http_req_duration","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":1.5,"tags":{"name":"search","scenario":"spike","expected_response":"false"}}}
            {"type":"Metric","data":{"name":"http_req_failed","type":"rate","contains":"default"},"metric":"http_req_failed"}
            {"metric":"http_req_failed","type":"Point","data":{"time":"2026-01-01T00:00:00Z","value":0,"tags":{"name":"checkout"}}}
            {"metric":"http_req_failed","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":1,"tags":{"name":"search"}}}
            {"type":"Metric","data":{"name":"checks","type":"rate","contains":"default"},"metric":"checks"}
            {"metric":"checks","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":1,"tags":{}}}
            {"metric":"checks","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":1,"tags":{}}}
            {"metric":"checks","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":0,"tags":{}}}
            {"type":"Metric","data":{"name":"payload","type":"trend","contains":"data"},"metric":"payload"}
            {"metric":"payload","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":2048,"tags":{}}}
            {"type":"Metric","data":{"name":"errors","type":"rate","contains":"default"},"metric":"errors"}
            {"metric":"errors","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":1,"tags":{}}}
            {"type":"Metric","data":{"name":"http_reqs","type":"counter","contains":"default"},"metric":"http_reqs"}
            {"metric":"http_reqs","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":1,"tags":{}}}
            {"type":"Metric","data":{"name":"dropped_iterations","type":"counter","contains":"default"},"metric":"dropped_iterations"}
            {"metric":"dropped_iterations","type":"Point","data":{"time":"2026-01-01T00:00:01Z","value":3,"tags":{}}}
            """;

    @TempDir
    private Path folder;

    private static ToolSeries.Summary summary(ToolResults results, String metric) {
        return Recorded.series(results, metric, "").summary().orElseThrow();
    }

    @Test
    void rawPointsAreSamplesAndAFailedRequestIsAFailedOne() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, POINTS);

        assertThat(Recorded.values(results, "http_req_duration", ""))
                .containsExactly(120.5e6, Double.POSITIVE_INFINITY);
        assertThat(Recorded.values(results, "http_req_duration{name:checkout}", ""))
                .containsExactly(120.5e6);
        assertThat(Recorded.values(results, "http_req_duration{scenario:spike}", ""))
                .hasSize(2);
        assertThat(Recorded.series(results, "payload", "").unit()).isEqualTo(ValueUnit.SIZE);
        assertThat(Recorded.series(results, "http_req_duration", "").better()).isEqualTo(Better.LOWER);
        assertThat(results.series()).noneMatch(series -> series.id().name().startsWith("http_reqs"));
        assertThat(results.notes()).singleElement().asString().contains("dropped iterations");
    }

    @Test
    void pointsThatAnotherProgramHasWrittenAgainWithBlanksAreThose() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, POINTS.replace("\":", "\" : "));

        assertThat(Recorded.values(results, "http_req_duration", ""))
                .containsExactly(120.5e6, Double.POSITIVE_INFINITY);
    }

    @Test
    void ofARateItIsKnownWhichValuesAreTheBadOnes() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, POINTS);

        assertThat(summary(results, "http_req_failed")).isEqualTo(new ToolSeries.Summary(2, 1, Double.NaN));
        assertThat(summary(results, "checks")).isEqualTo(new ToolSeries.Summary(3, 1, Double.NaN));
        assertThat(summary(results, "errors").failed())
                .as("whose meaning k6 does not know")
                .isEqualTo(-1);
    }

    @Test
    void readsRawPointsAsCsv() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, """
                metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata
                http_req_duration,1595325560,120.5,,,,true,,GET,"a, ""b""\",HTTP/1.1,default,,200,,,http://x/,,
                http_req_duration,1595325561,2.5,,,1500,false,,GET,c,HTTP/1.1,default,,500,,,http://x/,,
                http_req_failed,1595325561,1,,,1500,false,,GET,c,HTTP/1.1,default,,500,,,http://x/,,
                mine,1595325561,7,,,,,,,,,default,,,,,,,
                """);

        assertThat(Recorded.values(results, "http_req_duration", ""))
                .containsExactly(120.5e6, Double.POSITIVE_INFINITY);
        assertThat(Recorded.values(results, "http_req_duration{name:a, \"b\"}", ""))
                .containsExactly(120.5e6);
        assertThat(Recorded.values(results, "mine", "")).containsExactly(7);
        assertThat(summary(results, "http_req_failed").failed()).isEqualTo(1);
    }

    @Test
    void inASummaryExportTrueSaysThatAThresholdHasFailed() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, """
                {"root_group":{},"metrics":{
                  "http_reqs":{"count":100,"rate":10},
                  "http_req_duration":{"avg":50,"min":1,"med":40,"max":412.5,"p(90)":80,"p(95)":90,"thresholds":{"p(95)<200":false,"p(90)<50":true}},
                  "http_req_failed":{"passes":3,"fails":97,"value":0.03,"thresholds":{}},
                  "checks":{"passes":290,"fails":10,"value":0.9667}}}
                """);

        assertThat(results.notes())
                .singleElement()
                .asString()
                .contains("http_req_duration p(90)<50 failed")
                .contains("not judged here");
        assertThat(summary(results, "http_req_duration")).isEqualTo(new ToolSeries.Summary(100, 3, 412.5e6));
        assertThat(summary(results, "http_req_failed")).isEqualTo(new ToolSeries.Summary(100, 3, Double.NaN));
        assertThat(summary(results, "checks")).isEqualTo(new ToolSeries.Summary(300, 10, Double.NaN));
        assertThat(Recorded.values(results, "http_req_duration", ""))
                .as("a summary has no samples")
                .isEmpty();
    }

    @Test
    void inWhatHandleSummaryGetsOkSaysThatAThresholdHeld() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, """
                {"metrics":{
                  "http_reqs":{"type":"counter","contains":"default","values":{"count":100,"rate":10}},
                  "http_req_duration":{"type":"trend","contains":"time","values":{"avg":50,"min":1,"med":40,"max":412.5,"p(90)":80,"p(95)":90},
                     "thresholds":{"p(95)<200":{"ok":true},"p(90)<50":{"ok":false}}},
                  "http_req_failed":{"type":"rate","contains":"default","values":{"rate":0.03,"passes":3,"fails":97}}},
                 "state":{"testRunDurationMs":1000}}
                """);

        assertThat(results.notes()).singleElement().asString().contains("p(90)<50 failed");
        assertThat(summary(results, "http_req_duration").greatest()).isEqualTo(412.5e6);
        assertThat(summary(results, "http_req_failed")).isEqualTo(new ToolSeries.Summary(100, 3, Double.NaN));
    }

    @Test
    void readsTheMachineReadableSummary() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, """
                {"metadata":{"k6Version":"1.4.0"},"config":{"duration":1},"results":{"metrics":[
                  {"name":"http_reqs","type":"counter","contains":"default","values":{"count":100}},
                  {"name":"http_req_duration","type":"trend","contains":"time","values":{"avg":50,"max":412.5,"med":40,"min":1}},
                  {"name":"http_req_failed","type":"rate","contains":"default","values":{"matches":3,"total":100,"rate":0.03}},
                  {"name":"checks","type":"rate","contains":"default","values":{"matches":290,"total":300,"rate":0.96}}]}}
                """);

        assertThat(results.facts()).containsEntry("k6", "1.4.0");
        assertThat(summary(results, "http_req_failed").failed()).isEqualTo(3);
        assertThat(summary(results, "checks").failed()).isEqualTo(10);
        assertThat(summary(results, "http_req_duration").total()).isEqualTo(100);
    }

    @Test
    void aSummaryOfNoRequestsSaysThatThereWereNone() {
        ToolResults results = Recorded.ofText(
                Tool.K6, folder, "{\"metrics\":{\"http_req_duration\":{\"avg\":0,\"min\":0,\"med\":0,\"max\":0}}}");
        assertThat(summary(results, "http_req_duration").total()).isZero();
    }

    @Test
    void aMetricThatASummaryHasOnlyZerosOfHadNoPoint() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, """
                {"metrics":{
                  "http_reqs":{"count":100},
                  "http_req_duration":{"avg":1,"min":1,"med":1,"max":2},
                  "http_req_duration{name:checkout}":{"avg":0,"min":0,"med":0,"max":0},
                  "http_req_duration{name:search}":{"avg":1,"min":1,"med":1,"max":2},
                  "queue_time":{"avg":0,"min":0,"med":0,"max":0},
                  "drawn":{"avg":0,"min":0,"med":0,"max":0,"count":7}}}
                """);
        assertThat(summary(results, "http_req_duration").total()).isEqualTo(100);
        assertThat(summary(results, "http_req_duration{name:checkout}").total()).isZero();
        assertThat(summary(results, "http_req_duration{name:search}").total()).isEqualTo(-1);
        assertThat(summary(results, "queue_time").total()).isZero();
        assertThat(summary(results, "drawn").total()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"metrics\":{}}",
                "{\"metrics\":{\"http_req_duration\":{\"avg\":1,\"max\":2}",
                "{\"type\":\"Metric\",\"metric\":\"a\",\"data\":{\"type\":\"trend\",\"contains\":\"time\"}}\n"
                        + "{\"type\":\"Point\",\"metric\":\"a\",\"data\":{\"val",
                "{\"type\":\"Point\",\"metric\":\"a\",\"data\":{\"value\":\"1\",\"tags\":{}}}\n",
                "{\"type\":\"Point\",\"metric\":\"a\",\"data\":{\"value\":1,\"tags\":{}}}\n"
                        + "{\"type\":\"Other\",\"metric\":\"a\"}\n",
                "{\"type\":\"Point\",\"metric\":\"a\",\"data\":{\"value\":1,\"tags\":{}}}",
                "metric_name,timestamp,metric_value,name\n",
                "metric_name,timestamp,metric_value,name\nhttp_req_duration,1,2\n",
                "metric_name,timestamp,metric_value,name\nhttp_req_duration,1,NaN,a\n",
                "metric_name,timestamp,metric_value,name\nhttp_req_duration,1,2,a"
            })
    void whatIsNotWholeIsNoPass(String text) {
        assertThat(Recorded.ofText(Tool.K6, folder, text).problem()).isPresent();
    }
}
