package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Golden;
import io.coldgate.report.html.WatchPage;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.WatchObjective;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.Incident;
import io.coldgate.watch.ObjectiveStatus;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** A watch as lines, metrics and a page. */
class WatchMetricsTest {
    private static final Location AT = new Location("thresholds.yaml", 4, 5);
    static final long ALARM = 1_772_366_400_000L;
    static final StepRecord STEP =
            new StepRecord(1, "memory 1024 MB", StepRecord.State.DONE, ALARM + 60_000, "was 512 MB <b>", "512", null);
    static final ObjectiveStatus LATENCY = new ObjectiveStatus(
            new WatchObjective.Latency(
                    Metric.DURATION,
                    new BudgetRule.Quantile("p99", 0.99),
                    new Quantity(99e6, Dimension.TIME),
                    Duration.ofMinutes(5),
                    AT),
            OptionalDouble.of(123.4e6),
            1000,
            25,
            true,
            true,
            1.5,
            2.5);
    static final ObjectiveStatus ERRORS = new ObjectiveStatus(
            new WatchObjective.Share(WatchObjective.Kind.ERRORS, 0.001, Duration.ofMinutes(5), AT),
            OptionalDouble.empty(),
            0,
            0,
            false,
            false,
            0.25,
            0);
    static final Incident OPEN =
            new Incident(2, ALARM, List.of("duration.p99"), List.of(STEP), null, Map.of(), List.of(), null);
    static final Incident ENDED = new Incident(
            1, ALARM - 7_200_000, List.of("errors"), List.of(), ALARM - 6_540_000, Map.of(), List.of(), null);
    static final List<FunctionStatus> NOW = List.of(new FunctionStatus(
            "checkout", List.of(LATENCY, ERRORS), 12_345, 6, 7, ALARM + 90_000, Optional.of(OPEN), List.of(ENDED)));

    @Test
    void peopleReadLines() {
        assertThat(WatchText.line(new WatchEvent.Alarm(ALARM, "checkout", LATENCY, 2)))
                .isEqualTo("2026-03-01T12:00:00Z checkout ALARM: duration.p99 123 ms, limit ≤ 99.0 ms over 5m, 25 of"
                        + " 1000 exceed it; incident 2");
        assertThat(WatchText.line(new WatchEvent.Recovered(ALARM, "checkout", ENDED)))
                .isEqualTo("2026-03-01T12:00:00Z checkout RECOVERED: errors; proven 11m after the alarm, nothing was"
                        + " done");
        assertThat(WatchText.minute(NOW.get(0)))
                .isEqualTo("2026-03-01T12:01:30Z checkout ALARM for 1m30s  duration.p99 123 ms (recovery 2.5 of 20) "
                        + " errors no invocation  12345 invocations, 6 too late, 7 from the future");
    }

    static final Incident CLOSED = new Incident(
            3,
            ALARM,
            List.of("duration.p99", "errors"),
            List.of(STEP),
            null,
            Map.of(),
            List.of("errors"),
            ALARM + 60_000);

    @Test
    void whatAChangedFileDoesToAnIncidentIsTold() throws Exception {
        WatchEvent anew = new WatchEvent.Changed(ALARM, "checkout", 3, "duration.p99", Optional.of(LATENCY));
        assertThat(WatchText.line(anew))
                .isEqualTo("2026-03-01T12:00:00Z checkout duration.p99 was changed in the file: its recovery must"
                        + " be proven again: limit ≤ 99.0 ms over 5m");
        WatchEvent gone = new WatchEvent.Changed(ALARM, "checkout", 3, "errors", Optional.empty());
        assertThat(WatchText.line(gone))
                .isEqualTo("2026-03-01T12:00:00Z checkout errors was changed in the file: it is no longer watched, so"
                        + " nothing can prove its recovery");
        WatchEvent closed = new WatchEvent.Closed(ALARM, "checkout", CLOSED);
        assertThat(WatchText.line(closed))
                .isEqualTo("2026-03-01T12:00:00Z checkout CLOSED, recovery not proven: duration.p99, errors; no longer"
                        + " watched: errors, after memory 1024 MB");
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(WatchJson.line(anew)).at("/objective/key").asText())
                .isEqualTo("duration.p99");
        assertThat(json.readTree(WatchJson.line(gone)).path("key").asText()).isEqualTo("errors");
        JsonNode read = json.readTree(WatchJson.line(closed)).path("incident");
        assertThat(read.path("closedAt").asText()).isEqualTo("2026-03-01T12:01:00Z");
        assertThat(read.path("unproven").get(0).asText()).isEqualTo("errors");
        assertThat(read.has("timeToRecovery")).isFalse();
    }

    @Test
    void anIncidentWithoutAProofHasNoTimeToRecovery() {
        List<FunctionStatus> now = List.of(new FunctionStatus(
                "checkout", List.of(LATENCY), 1, 0, 0, ALARM, Optional.empty(), List.of(ENDED, CLOSED)));
        assertThat(WatchPage.render(now, true)).contains("closed 2026-03-01T12:01:00Z, recovery not proven");
        assertThat(WatchMetrics.render(now))
                .contains("coldgate_watch_last_recovery_seconds{function=\"checkout\"} 660.0\n");
    }

    @Test
    void programsReadLinesOfJson() throws Exception {
        JsonNode recovered =
                new ObjectMapper().readTree(WatchJson.line(new WatchEvent.Recovered(ALARM, "checkout", ENDED)));
        assertThat(recovered.path("event").asText()).isEqualTo("recovered");
        assertThat(recovered.at("/incident/timeToRecovery").asDouble()).isEqualTo(660e9);
        JsonNode status = new ObjectMapper().readTree(WatchJson.line(NOW.get(0)));
        assertThat(status.at("/objectives/0/measured").asDouble()).isEqualTo(123.4e6);
        assertThat(status.at("/objectives/1").has("measured")).isFalse();
        assertThat(status.at("/incident/steps/0/state").asText()).isEqualTo("done");
        assertThat(WatchJson.line(NOW.get(0))).doesNotContain("\n");
    }

    @Test
    void thePageIsWellFormedAndLoadsNothing() throws Exception {
        String page = WatchPage.render(NOW, true);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.newDocumentBuilder().parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .contains("was 512 MB &lt;b&gt;")
                .contains("recovery proven 11m after the alarm")
                .doesNotContain("<script");
    }

    private static String style(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WatchPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void thePageAndTheMetricsAreWhatWasAgreed() throws Exception {
        Golden.assertSamePage(
                getClass(),
                "watch.html",
                WatchPage.render(NOW, true),
                style("report.css"),
                style("rows.css"),
                style("watch.css"));
        Golden.assertSame(getClass(), "watch.prom", WatchMetrics.render(NOW));
    }

    @Tag("process")
    @Test
    void theClientOfPrometheusReadsTheMetrics() throws Exception {
        // The distribution's package of the client is for its own Python (ci/setup --with prometheus).
        Optional<String> out = parsed("python3").or(() -> parsed("/usr/bin/python3"));
        assumeThat(out).as("Python with prometheus_client").isPresent();
        JsonNode read = new ObjectMapper().readTree(out.orElseThrow());
        assertThat(read.path("coldgate_watch_objective_value{\"function\": \"checkout\", \"objective\":"
                                + " \"duration.p99\"}")
                        .asDouble())
                .isEqualTo(0.1234);
        assertThat(read.path("coldgate_watch_last_recovery_seconds{\"function\": \"checkout\"}")
                        .asDouble())
                .isEqualTo(660);
        assertThat(read.path("coldgate_watch_invocations_total{\"function\": \"checkout\"}")
                        .asDouble())
                .isEqualTo(12345);
        assertThat(read.has("coldgate_watch_objective_value{\"function\": \"checkout\", \"objective\": \"errors\"}"))
                .isFalse();
        assertThat(read.size()).isEqualTo(15);
    }

    /** The metrics as Prometheus' own parser reads them; empty where that Python has none. */
    private static Optional<String> parsed(String python) {
        try {
            Process parser = new ProcessBuilder(
                            python,
                            "-c",
                            "import sys, json\n"
                                    + "from prometheus_client.parser import text_string_to_metric_families as"
                                    + " families\n"
                                    + "print(json.dumps({s.name + json.dumps(s.labels, sort_keys=True): s.value"
                                    + " for f in families(sys.stdin.read()) for s in f.samples}))")
                    .redirectInput(input())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(parser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return parser.waitFor() == 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static File input() throws IOException {
        Path file = Files.createTempFile("metrics", ".prom");
        file.toFile().deleteOnExit();
        return Files.writeString(file, WatchMetrics.render(NOW)).toFile();
    }
}
