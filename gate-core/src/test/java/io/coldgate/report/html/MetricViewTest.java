package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Arm;
import io.coldgate.sample.DrawnPayload;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricViewTest {
    @TempDir
    private Path folder;

    @Test
    void aPayloadsMetricHasAllItsLimitsInOneView() throws Exception {
        Files.writeString(folder.resolve("event.json"), "{}");
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                shop:
                  package: a.zip
                  payloads: { small: event.json, large: event.json }
                  baseline: { memory: 1024MB }
                  budgets: { duration: { large: { p50: 30ms, p95: 40ms } } }
                  regression: { duration: { large: { p50: +10% } } }
                """));
        build.accept(Records.run("shop"));
        for (int round = 1; round <= 5; round++) {
            for (Arm arm : Arm.values()) {
                build.accept(new ResultsRecord.Sampled(Start.builder()
                        .function("shop")
                        .arm(arm)
                        .round(round)
                        .number(round)
                        .atMillis(round)
                        .values(Map.of(Metric.DURATION, 2e7 + round))
                        .proof("new process")
                        .environment(arm.key() + round)
                        .payload(Optional.of(new DrawnPayload("large", .5)))
                        .build()));
            }
        }
        build.accept(new ResultsRecord.SeriesEnded("shop", 9, Ending.INTERRUPTED, ""));
        build.accept(new ResultsRecord.End(9, Ending.INTERRUPTED, ""));

        List<MetricView> views =
                MetricView.of(build.series("shop"), Judgement.of(build).results());

        assertThat(views).singleElement().satisfies(view -> {
            assertThat(view.name()).isEqualTo("duration[large]");
            assertThat(view.limits()).extracting(Limit::value).containsExactly(3e7, 4e7);
            assertThat(view.regressions()).hasSize(1);
        });
    }
}
