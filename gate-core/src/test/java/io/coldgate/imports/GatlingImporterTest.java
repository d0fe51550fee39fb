package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.sample.Better;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatlingImporterTest {
    private static final double MS = 1e6;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"3.13.4", "3.13.5", "3.14.9", "3.15.1", "edge-allko", "edge-nodetail"})
    void readsABinaryLogAsAnIndependentReaderDid(String run) throws Exception {
        JsonNode expected = new ObjectMapper()
                .readTree(Recorded.file("gatling/" + run + "/expected.json").toFile());
        ToolResults results = Recorded.read(Tool.GATLING, "gatling/" + run + "/simulation.log");

        assertThat(results.facts())
                .containsEntry("gatling", expected.path("gatlingVersion").asText());
        assertThat(results.facts())
                .containsEntry("simulation", expected.path("simulationClass").asText());
        TreeSet<String> names = new TreeSet<>();
        results.series().forEach(series -> names.add(series.id().name()));
        TreeSet<String> expectedNames = new TreeSet<>();
        expected.path("requests").fieldNames().forEachRemaining(expectedNames::add);
        assertThat(names).isEqualTo(expectedNames);
        for (Map.Entry<String, JsonNode> request : expected.path("requests").properties()) {
            ToolSeries series = Recorded.series(results, request.getKey(), "response_time");
            assertThat(series.values().failed())
                    .isEqualTo(request.getValue().path("ko").asInt());
            assertThat(series.values().size() - series.values().failed())
                    .isEqualTo(request.getValue().path("ok").asInt());
            if (series.values().failed() == 0) {
                double[] sorted = series.values().toArray();
                Arrays.sort(sorted);
                assertThat(Arrays.stream(sorted).sum())
                        .isEqualTo(request.getValue().path("sumMillis").asDouble() * MS);
                assertThat(sorted[0])
                        .isEqualTo(request.getValue().path("minMillis").asDouble() * MS);
                assertThat(sorted[sorted.length - 1])
                        .isEqualTo(request.getValue().path("maxMillis").asDouble() * MS);
                int p95 = (int) Math.ceil(.95 * sorted.length) - 1;
                assertThat(sorted[p95])
                        .isEqualTo(request.getValue().path("p95Millis").asDouble() * MS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.9.5", "3.10.5"})
    void readsATextLog(String version) {
        ToolResults results = Recorded.read(Tool.GATLING, "gatling/" + version + "/simulation.log");

        assertThat(results.facts()).containsEntry("gatling", version);
        assertThat(results.series())
                .extracting(series -> series.id().name())
                .containsExactlyInAnyOrder("GET /slow (A)", "Grp 1/GET /fast", "Grp 1/ko req", "naïve → x");
        assertThat(results.series()).allSatisfy(series -> {
            assertThat(series.values().size()).isEqualTo(20);
            assertThat(series.unit()).isEqualTo(ValueUnit.TIME);
            assertThat(series.better()).isEqualTo(Better.LOWER);
        });
        assertThat(Recorded.series(results, "Grp 1/ko req", "response_time")
                        .values()
                        .failed())
                .isEqualTo(20);
    }

    @Test
    void putsSamplesInTheOrderInWhichTheyWereStarted() {
        ToolResults results = Recorded.ofText(Tool.GATLING, folder, """
                RUN\tS\ts\t1000\t \t3.10.5
                REQUEST\t\ta\t2000\t2100\tOK\t\s
                REQUEST\t\ta\t1000\t2200\tOK\t\s
                REQUEST\t\ta\t3000\t3001\tKO\tstatus 500
                """);

        assertThat(Recorded.values(results, "a", "response_time"))
                .containsExactly(1200 * MS, 100 * MS, Double.POSITIVE_INFINITY);
    }

    @Test
    void aRequestThatNeverEndedIsAFailedSampleAndNoted() {
        ToolResults results = Recorded.ofText(Tool.GATLING, folder, """
                RUN\tS\ts\t1000\t \t3.10.5
                USER\ts\tSTART\t1000
                REQUEST\t\ta\t2000\t2100\tOK\t\s
                REQUEST\t\ta\t2000\t-1\tKO\tnever ended
                ERROR\tFailed to build request\t2100
                """);

        assertThat(Recorded.values(results, "a", "response_time")).containsExactly(100 * MS, Double.POSITIVE_INFINITY);
        assertThat(results.notes()).hasSize(3);
        assertThat(String.join("\n", results.notes()))
                .contains("1 requests never ended", "1 of 1 users had not ended", "1 errors of the simulation");
    }

    @Test
    void aRunWithoutARequestHasNoSamples() {
        Recorded.assertBroken(Recorded.read(Tool.GATLING, "gatling/edge-noreq/simulation.log"), "no samples");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.15.1", "3.10.5"})
    @Tag("slow")
    void refusesALogThatIsCutOffAnywhereInARecord(String version) throws Exception {
        byte[] whole = Files.readAllBytes(Recorded.file("gatling/" + version + "/simulation.log"));
        Path log = folder.resolve("simulation.log");
        int refused = 0;
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(log, Arrays.copyOf(whole, length));
            ToolResults results = Recorded.read(Tool.GATLING, log);
            boolean betweenRecords = results.problem().isEmpty();
            refused += betweenRecords ? 0 : 1;
            if (betweenRecords) {
                assertThat(results.notes()).as("%d bytes", length).isNotEmpty();
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 7 * 8 / 10);
    }

    @ParameterizedTest
    @CsvSource({"3.16.0", "4.0.0", "3.12.0", "nightly", "''"})
    void refusesABinaryLogOfAnUnknownVersion(String version) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(0);
            out.writeInt(version.length());
            out.write(version.getBytes(StandardCharsets.ISO_8859_1));
            out.writeByte(0);
        }
        Path log = Files.write(folder.resolve("simulation.log"), bytes.toByteArray());

        Recorded.assertBroken(Recorded.read(Tool.GATLING, log), "Gatling version", "record its own samples");
    }

    @Test
    void refusesATextLogOfAnUnknownVersion() {
        Recorded.assertBroken(Recorded.ofText(Tool.GATLING, folder, "RUN\tS\ts\t1\t \t3.4.0\n"), "version \"3.4.0\"");
        Recorded.assertBroken(Recorded.ofText(Tool.GATLING, folder, "hello\n"), "not a log of Gatling");
        Recorded.assertBroken(Recorded.ofText(Tool.GATLING, folder, ""), "the file is empty");
    }

    @Test
    void refusesHostileLengthsWithoutTakingTheMemory() throws Exception {
        byte[] hostile = {0, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        Recorded.assertBroken(
                Recorded.read(Tool.GATLING, Files.write(folder.resolve("simulation.log"), hostile)), "not whole");
    }

    @Test
    void readsTheSamplesThatASimulationRecorded() {
        Path file = Recorded.write(folder.resolve("samples.jsonl"), """
                {"request":"hello","ended_epoch_ms":2000,"response_ms":12,"ok":true}
                {"scenario":"ColdBurst","request":"hello","started_epoch_ms":1000,"ended_epoch_ms":1900,"response_ms":890,"ok":true,"status":200,"cold":true,"init_ms":80.125}
                {"request":"hello","ended_epoch_ms":3000,"response_ms":-1,"ok":false}
                {"request":"hello","ended_epoch_ms":4000,"response_ms":3,"ok":false,"status":500}
                """);

        assertThat(Recorded.values(Recorded.read(Tool.GATLING, file), "hello", "response_time"))
                .containsExactly(890 * MS, 12 * MS, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request\":\"a\",\"ended_epoch_ms\":1,\"response_ms\":-1,\"ok\":true}\n",
                "{\"request\":\"a\",\"ended_epoch_ms\":1,\"response_ms\":1,\"ok\":\"true\"}\n",
                "{\"request\":\"a\",\"ended_epoch_ms\":1,\"response_ms\":1,\"ok\":true}",
                "{\"request\":\"a\",\"ended_epoch_ms\":1,\"respo\n",
                "{\"ended_epoch_ms\":1,\"response_ms\":1,\"ok\":true}\n",
                ""
            })
    void refusesSamplesThatAreNotWhole(String text) {
        Path file = Recorded.write(folder.resolve("samples.jsonl"), text);
        assertThat(Recorded.read(Tool.GATLING, file).problem()).isPresent();
    }

    @Test
    void takesTheRunsOfLastRunOrTheNewestFolder() throws Exception {
        Path results = folder.resolve("gatling");
        String head = "RUN\tS\ts\t1\t \t3.10.5\nREQUEST\t\tNAME\t1\t2\tOK\t \n";
        for (String run : new String[] {"a-20260101000000000", "b-20250101000000000"}) {
            Recorded.write(results.resolve(run).resolve("simulation.log"), head.replace("NAME", "of " + run.charAt(0)));
        }
        assertThat(Recorded.read(Tool.GATLING, results).series())
                .extracting(series -> series.id().name())
                .containsExactly("of a");

        Recorded.write(
                results.resolve("lastRun.txt"),
                "b-20250101000000000\nExecutionError: Gatling simulation assertions failed!\n");
        ToolResults last = Recorded.read(Tool.GATLING, results);
        assertThat(last.series()).extracting(series -> series.id().name()).containsExactly("of b");
        assertThat(last.notes()).anyMatch(note -> note.contains("assertions failed"));

        Files.delete(results.resolve("b-20250101000000000").resolve("simulation.log"));
        Recorded.assertBroken(Recorded.read(Tool.GATLING, results), "lastRun.txt names", "run the simulation again");
    }

    @Test
    void ofSeveralRunsThoseWithoutATimeInTheirNamesAreRefused() {
        String log = "RUN\tS\ts\t1\t \t3.10.5\nREQUEST\t\ta\t1\t2\tOK\t \n";
        Path results = folder.resolve("gatling");
        Recorded.write(results.resolve("before/simulation.log"), log);
        assertThat(Recorded.read(Tool.GATLING, results).notes())
                .as("the only one")
                .contains("the newest run: before");

        Recorded.write(results.resolve("a-20260101000000000/simulation.log"), log);
        Recorded.assertBroken(
                Recorded.read(Tool.GATLING, results),
                "2 runs in this folder, and the name of \"before\" does not say when it began:"
                        + " name the folder of one run");
    }

    @Test
    void sameRequestsOfSeveralSimulationsStayApart() {
        Path results = folder.resolve("gatling");
        String run = "RUN\tCLASS\ts\t1\t \t3.10.5\nREQUEST\t\ta\t1\t2\tOK\t \n";
        Recorded.write(results.resolve("one-20260101000000000/simulation.log"), run.replace("CLASS", "One"));
        Recorded.write(results.resolve("two-20260101000000001/simulation.log"), run.replace("CLASS", "Two"));
        Recorded.write(results.resolve("lastRun.txt"), "one-20260101000000000\ntwo-20260101000000001\n");

        assertThat(Recorded.read(Tool.GATLING, results).series())
                .extracting(series -> series.id().shown())
                .containsExactly("a{One}", "a{Two}");
    }

    @Test
    void aFolderWithoutARunIsNoPass() throws Exception {
        Recorded.assertBroken(Recorded.read(Tool.GATLING, Files.createDirectories(folder.resolve("empty"))), "no run");
        Recorded.assertBroken(Recorded.read(Tool.GATLING, folder.resolve("missing")), "no such file");
    }
}
