package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.cost.Forecast;
import io.coldgate.cost.PastPace;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.sample.Arm;
import io.coldgate.sample.DrawnPayload;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several payloads: each a series of its own, and all of them the mixture. */
class PayloadsTest {
    private static final double MILLI = 1e6;

    @TempDir
    private Path folder;

    private final Random random = new Random(7);

    @BeforeEach
    void writeTheEvents() throws Exception {
        Files.writeString(folder.resolve("a.json"), "{}");
        Files.createDirectories(folder.resolve(".git"));
    }

    private GatePlan plan(String limits) {
        return Plans.plan(folder, """
                checkout:
                  package: f.zip
                  payloads: { small: { file: a.json, weight: 3 }, large: a.json }
                """ + limits.indent(2));
    }

    private static ResultsRecord.Sampled sample(
            Arm arm, int n, int round, DrawnPayload drawn, Map<Metric, Double> values) {
        return new ResultsRecord.Sampled(Start.builder()
                .function("checkout")
                .arm(arm)
                .round(round)
                .number(n)
                .atMillis(n)
                .values(values)
                .waitNanos(OptionalDouble.empty())
                .proof("new process")
                .environment(arm.key() + n)
                .failure(Optional.empty())
                .payload(Optional.of(drawn))
                .build());
    }

    private DrawnPayload draw() {
        return random.nextInt(4) < 3 ? new DrawnPayload("small", 0.75) : new DrawnPayload("large", 0.25);
    }

    /** Small ones take 10 to 11 ms, large ones 30 to 33. */
    private Map<Metric, Double> values(DrawnPayload drawn) {
        double base = drawn.name().equals("small") ? 10 : 30;
        return Map.of(Metric.DURATION, base * (1 + random.nextDouble() / 10) * MILLI);
    }

    private SeriesTally judged(GatePlan plan) {
        GateEvaluation build = new GateEvaluation(plan);
        build.accept(Records.run("checkout"));
        SeriesTally tally = build.series("checkout");
        for (int n = 1; n <= 5_000 && !tally.gate().complete(); n++) {
            DrawnPayload drawn = draw();
            if (tally.gate().needsRounds()) {
                Map<Metric, Double> slower = Map.of(
                        Metric.DURATION,
                        values(drawn).get(Metric.DURATION) * (drawn.name().equals("large") ? 1.5 : 1));
                build.accept(sample(Arm.BASELINE, n, n, drawn, values(drawn)));
                build.accept(sample(Arm.CANDIDATE, n, n, drawn, slower));
            } else {
                build.accept(sample(Arm.CANDIDATE, n, 0, drawn, values(drawn)));
            }
        }
        build.accept(new ResultsRecord.SeriesEnded("checkout", 9_000, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9_001, Ending.COMPLETE, ""));
        return tally;
    }

    private static CheckResult result(SeriesTally tally, String subject, String rule) {
        return tally.results().stream()
                .filter(result -> result.check().subject().equals(subject)
                        && result.check().rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachPayloadIsDecidedByItsOwnStartsAndTheMixtureByAll() {
        SeriesTally tally = judged(plan("""
                budgets:
                  duration:
                    small: { p50: 12ms }
                    large: { p50: 20ms }
                    weighted: { p50: 12ms, p90: 20ms }
                """));

        assertThat(result(tally, "duration[small]", "p50").verdict()).isEqualTo(Verdict.PASS);
        assertThat(result(tally, "duration[large]", "p50").verdict()).isEqualTo(Verdict.FAIL);
        // The quantiles of the mixture: a quarter is large, so p50 is a small one and p90 a large one. The mean of the
        // payloads' medians, weighted or not, is over 12 ms.
        assertThat(result(tally, "duration", "p50").verdict()).isEqualTo(Verdict.PASS);
        assertThat(result(tally, "duration", "p90").verdict()).isEqualTo(Verdict.FAIL);
        int small =
                result(tally, "duration[small]", "p50").figures().orElseThrow().n();
        int large =
                result(tally, "duration[large]", "p50").figures().orElseThrow().n();
        assertThat(small + large).isLessThanOrEqualTo(tally.gate().samples());
        assertThat(tally.starts().stream()
                        .filter(start ->
                                start.value(Metric.DURATION.of("large")).isPresent()))
                .hasSizeGreaterThanOrEqualTo(large)
                .allMatch(start -> start.value(Metric.DURATION).getAsDouble() > 29 * MILLI);
    }

    @Test
    void aRegressionOfOnePayloadIsFoundInItsOwnRounds() {
        SeriesTally tally = judged(plan("""
                baseline: { memory: 1024MB }
                regression: { duration: { small: { p50: +20% }, large: { p50: +20% } } }
                """));

        assertThat(result(tally, "duration[small]", "p50").verdict()).isEqualTo(Verdict.PASS);
        CheckResult large = result(tally, "duration[large]", "p50");
        assertThat(large.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(large.ratio().orElseThrow().estimate()).isCloseTo(1.5, within(0.1));
    }

    @Test
    void whatAPayloadMissesIsSaidOfItsOwnStartsAlone() {
        GateEvaluation build = new GateEvaluation(plan("""
                warm: { invocations: 2 }
                budgets: { warm_duration: { small: { p50: 12ms }, large: { p50: 99ms } } }
                """));
        build.accept(Records.run("checkout"));
        for (int n = 1; n <= 100 && !build.series("checkout").gate().complete(); n++) {
            DrawnPayload drawn = draw();
            boolean small = drawn.name().equals("small");
            Start.Builder start = Start.builder()
                    .function("checkout")
                    .number(n)
                    .atMillis(n)
                    .values(small ? Map.of(Metric.WARM_DURATION, 5 * MILLI) : Map.of(Metric.DURATION, MILLI))
                    .waitNanos(OptionalDouble.empty())
                    .proof("new process")
                    .environment("e" + n)
                    .failure(Optional.empty())
                    .payload(Optional.of(drawn));
            build.accept(new ResultsRecord.Sampled(
                    (small ? start : start.missed(Map.of(Metric.WARM_DURATION, "it was cold"))).build()));
        }
        build.accept(new ResultsRecord.SeriesEnded("checkout", 9_000, Ending.COMPLETE, ""));
        SeriesTally tally = build.series("checkout");

        assertThat(result(tally, "warm_duration[small]", "p50").verdict()).isEqualTo(Verdict.PASS);
        CheckResult large = result(tally, "warm_duration[large]", "p50");
        assertThat(large.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(large.explanation()).contains("starts without warm_duration[large]: it was cold");
    }

    @Test
    void samplesOfOtherWeightsAreRefused() {
        GateEvaluation build = new GateEvaluation(plan("budgets: { duration: { p50: 12ms } }"));
        build.accept(Records.run("checkout"));
        DrawnPayload other = new DrawnPayload("small", 0.8);

        assertThatThrownBy(() -> build.accept(sample(Arm.CANDIDATE, 1, 0, other, Map.of(Metric.DURATION, MILLI))))
                .hasMessage("checkout: start 1 was drawn the payload small, not by the weights of this thresholds file:"
                        + " measure again with it");
        assertThatThrownBy(() -> build.accept(
                        new ResultsRecord.Sampled(Records.start("checkout", 1, Map.of(Metric.DURATION, MILLI)))))
                .hasMessageContaining("was drawn no payload");
    }

    @Test
    void aShareOfTheStartsTakesAsManyTimesMoreOfThem() {
        GatePlan.FunctionPlan all =
                plan("budgets: { duration: { p50: 12ms } }").functions().get(0);
        GatePlan.FunctionPlan quarter = plan("budgets: { duration: { large: { p50: 12ms } } }")
                .functions()
                .get(0);

        assertThat(quarter.maxSamples()).isEqualTo(4 * all.maxSamples());
        int discarded = 3;
        assertThat(Forecast.least(quarter, PastPace.NONE).starts() - discarded)
                .isEqualTo(4 * (Forecast.least(all, PastPace.NONE).starts() - discarded));
    }
}
