package io.coldgate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.fixture.Golden;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.report.CalibrationJson;
import io.coldgate.report.CalibrationText;
import io.coldgate.sample.Arm;
import io.coldgate.sample.DrawnPayload;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final int ROUNDS = 60;

    @TempDir
    Path folder;

    /** A start of about 80 ms, now and then of 110 ms. */
    private static Start start(Arm arm, int round, Random random, boolean fails) {
        double value = 8e7 * (1 + .04 * random.nextGaussian()) * (random.nextInt(20) == 0 ? 1.4 : 1);
        return Start.builder()
                .function("checkout")
                .arm(arm)
                .round(round)
                .number(round)
                .atMillis(1_700_000_000_000L + 2L * round + arm.ordinal())
                .values(fails ? Map.of() : Map.of(Metric.INIT_DURATION, value))
                .waitNanos(OptionalDouble.of(round % 10 == 0 ? 8e7 : 1e5))
                .proof("new process")
                .environment(arm.key() + round)
                .failure(fails ? Optional.of(new Failure("Runtime.ExitError", "exit status 3")) : Optional.empty())
                .build();
    }

    private Calibration calibration(String functions, int rounds, int failing) {
        return calibration(functions, rounds, failing, Ending.COMPLETE, "");
    }

    private Calibration calibration(String functions, int rounds, int failing, Ending ending, String detail) {
        Thresholds thresholds = Plans.thresholds(folder, functions);
        GateEvaluation build = new GateEvaluation(CalibrationPlan.of(thresholds, ROUNDS));
        build.accept(Records.run("checkout"));
        Random random = new Random(5);
        for (int round = 1; round <= rounds; round++) {
            boolean fails = round <= failing;
            build.accept(new ResultsRecord.Sampled(start(Arm.BASELINE, round, random, fails)));
            build.accept(new ResultsRecord.Sampled(start(Arm.CANDIDATE, round, random, fails)));
        }
        build.accept(new ResultsRecord.SeriesEnded("checkout", 1_700_000_001_000L, ending, detail));
        return Calibration.of(build, thresholds, ROUNDS);
    }

    private Calibration usual() {
        return calibration("""
                checkout:
                  package: f.zip
                  budgets:
                    init_duration: { p50: 80ms, p75: 60ms, p95: 150ms, p99: 300ms }
                """, ROUNDS, 0);
    }

    @Test
    void theTextIsTheKnownOne() {
        Golden.assertSame(CalibrationTest.class, "calibration.txt", CalibrationText.render(usual()));
    }

    @Test
    void aRunThatWasCutShortSaysSoAboveItsBudgets() {
        String function = "checkout: { package: f.zip, budgets: { init_duration: { p95: 150ms } } }";

        assertThat(CalibrationText.render(calibration(function, 21, 0, Ending.INTERRUPTED, "interrupted")))
                .contains("checkout: 21 of 60 rounds, 42 cold starts\n  not measured completely: interrupted\n")
                .contains("  warning: what follows rests on 21 of 60 rounds: calibrate to the end first\n  to paste");
        assertThat(CalibrationText.render(calibration(function, 9, 0, Ending.TIME_LIMIT, "the time limit of 5m came")))
                .contains("checkout: 9 of 60 rounds, 18 cold starts\n  not measured completely: the time limit of 5m")
                .doesNotContain("to paste");
    }

    /** Counts of which most are 0. */
    private Calibration ofCounts() {
        Thresholds thresholds = Plans.thresholds(folder, """
                checkout:
                  package: f.zip
                  baseline: { memory: 1024MB }
                  budgets: { major_faults: { p95: 10 } }
                  regression: { major_faults: { p50: +2 } }
                """);
        return calibration(
                thresholds,
                (start, round) -> start.values(
                                Map.of(Metric.INIT_DURATION, 8e7, Metric.MAJOR_FAULTS, round % 9 == 0 ? 1500.0 : 0.0))
                        .waitNanos(OptionalDouble.empty())
                        .failure(Optional.empty()));
    }

    /** A whole calibration of these starts, each arm's of a round alike. */
    private static Calibration calibration(
            Thresholds thresholds, BiFunction<Start.Builder, Integer, Start.Builder> starts) {
        GateEvaluation build = new GateEvaluation(CalibrationPlan.of(thresholds, ROUNDS));
        build.accept(Records.run("checkout"));
        for (int round = 1; round <= ROUNDS; round++) {
            for (Arm arm : Arm.values()) {
                Start.Builder start = Start.builder()
                        .function("checkout")
                        .arm(arm)
                        .round(round)
                        .number(round)
                        .atMillis(1_700_000_000_000L + 2L * round + arm.ordinal())
                        .proof("new process")
                        .environment(arm.key() + round);
                build.accept(
                        new ResultsRecord.Sampled(starts.apply(start, round).build()));
            }
        }
        build.accept(new ResultsRecord.SeriesEnded("checkout", 1_700_000_001_000L, Ending.COMPLETE, ""));
        return Calibration.of(build, thresholds, ROUNDS);
    }

    @Test
    void countsAreSetAgainstEachOtherByTheirDifference() {
        assertThat(CalibrationText.render(ofCounts()))
                .containsPattern("major_faults +0 +1,500 .* \\+0 \\([+-]\\d+ to \\+\\d+\\) +\\+0, after \\d+ rounds")
                .contains("major_faults: { p50: 1, p95: 2300 }")
                .contains("major_faults: { p50: +0 }")
                .contains("major_faults p50 baseline + 2")
                .doesNotContain("NaN");
        assertThat(CalibrationJson.render(ofCounts(), "0.1.0"))
                .contains("\"difference\" : 0")
                .contains("\"supportedTolerance\" : 0")
                .doesNotContain("NaN");
    }

    /** A payload that is drawn in this many rounds, the first ones. */
    private Calibration ofRarePayload(int drawn) throws Exception {
        Files.writeString(folder.resolve("event.json"), "{}");
        Thresholds thresholds = Plans.thresholds(folder, """
                checkout:
                  package: f.zip
                  payloads: { usual: { file: event.json, weight: 49 }, rare: event.json }
                  baseline: { memory: 1024MB }
                  budgets: { duration: { rare: { p50: 30ms }, usual: { p50: 30ms } } }
                  regression: { duration: { rare: { p50: +10% } } }
                """);
        return calibration(thresholds, (start, round) -> {
            boolean rare = round <= drawn;
            return start.values(Map.of(Metric.INIT_DURATION, 8e7, Metric.DURATION, 2e7 + round))
                    .payload(Optional.of(new DrawnPayload(rare ? "rare" : "usual", rare ? .02 : .98)));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void aPayloadThatHardlyAnyRoundDrewIsLeftOutAndNamed(int drawn) throws Exception {
        Calibration calibration = ofRarePayload(drawn);

        assertThat(calibration.functions().get(0).forecasts())
                .extracting(forecast -> forecast.check().subject())
                .containsExactly("duration[usual]");
        assertThat(CalibrationText.render(calibration))
                .contains("\n  duration[rare]   too few starts with payload rare: " + drawn
                        + " of 60 rounds drew it, at least 10 are needed: more --rounds\n")
                .contains("\n      # duration[rare]: too few starts with payload rare\n")
                .containsPattern("\n  duration\\[usual\\] +20");
        assertThat(CalibrationJson.render(calibration, "0.1.0").replaceAll("\\s+", " "))
                .contains(
                        "\"tooFewStarts\" : [ { \"metric\" : \"duration[rare]\", \"payload\" : \"rare\", \"rounds\" : "
                                + drawn + " } ]");
    }

    @Test
    void aPayloadThatTenRoundsDrewShowsItsNoise() throws Exception {
        assertThat(ofRarePayload(10).functions().get(0).forecasts()).hasSize(3);
        assertThat(CalibrationText.render(ofRarePayload(10)))
                .doesNotContain("too few")
                .as("as a thresholds file has limits of payloads")
                .containsPattern(
                        "\n      duration: \\{ rare: \\{ p50: \\d+ms, p95: \\d+ms }, usual: \\{ p50: \\d+ms, p95:");
    }

    @Test
    void theJsonIsTheKnownOne() {
        Golden.assertSame(CalibrationTest.class, "calibration.json", CalibrationJson.render(usual(), "0.1.0"));
    }

    @Test
    void aLimitAtTheMedianIsTooTightAndOneFarAwayIsNot() {
        assertThat(usual().functions().get(0).forecasts())
                .extracting(forecast -> forecast.check().rule() + " " + forecast.isTooTight())
                .containsExactly("p50 true", "p75 false", "p95 false", "p99 false");
    }

    @Test
    void theSameRecordsGiveTheSameCalibration() {
        assertThat(CalibrationText.render(usual())).isEqualTo(CalibrationText.render(usual()));
    }

    @Test
    void failedStartsAreCountedAndGiveNoBudgetOnTheTail() {
        Calibration calibration =
                calibration("checkout: { package: f.zip, budgets: { init_duration: { p95: 150ms } } }", ROUNDS, 10);

        assertThat(CalibrationText.render(calibration))
                .contains("checkout: 60 rounds, 120 cold starts, 20 of them failed")
                .contains("# init_duration: too many starts failed")
                .contains("PASS 0 %");
    }

    @Test
    void tooFewRoundsSayNothing() {
        Calibration calibration =
                calibration("checkout: { package: f.zip, budgets: { init_duration: { p95: 150ms } } }", 9, 0);

        assertThat(calibration.functions().get(0).isKnown()).isFalse();
        assertThat(CalibrationText.render(calibration))
                .contains("too few rounds to show its noise; at least 10 are needed");
    }

    @Test
    void aRoundThatLostAStartIsLeftOutWhole() {
        Thresholds thresholds =
                Plans.thresholds(folder, "checkout: { package: f.zip, budgets: { init_duration: { p50: 1s } } }");
        GateEvaluation build = new GateEvaluation(CalibrationPlan.of(thresholds, ROUNDS));
        build.accept(Records.run("checkout"));
        Random random = new Random(5);
        build.accept(new ResultsRecord.Sampled(start(Arm.CANDIDATE, 1, random, false)));
        build.accept(new ResultsRecord.Sampled(start(Arm.CANDIDATE, 2, random, false)));
        build.accept(new ResultsRecord.Sampled(start(Arm.BASELINE, 2, random, false)));

        assertThat(new PairedStarts(build.series("checkout")).rounds()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "80e6, 1.25, TIME, 100ms",
        "80.1e6, 1.25, TIME, 110ms",
        "4.21e6, 1.25, TIME, 5.3ms",
        "999e6, 1.5, TIME, 1.5s",
        "12, 1.25, TIME, 0.015us",
        "100663296, 1.25, SIZE, 120MB",
        "7, 1.5, COUNT, 11",
        "3, 1.25, COUNT, 4",
        "0, 1.25, COUNT, 1",
        "1234, 1.5, COUNT, 1900",
    })
    void budgetsAreRoundedUpToTwoDigits(double value, double factor, Dimension dimension, String budget)
            throws Exception {
        assertThat(Headroom.budget(value, factor, dimension)).isEqualTo(budget);
        assertThat(Quantity.parse(budget, dimension).value()).isGreaterThanOrEqualTo(value * factor * (1 - 1e-9));
    }

    @Test
    void theCoefficientOfVariationIsThatOfTheStartsThatDidNotFail() {
        assertThat(MetricNoise.variation(new double[] {1, 3, Double.POSITIVE_INFINITY}))
                .isCloseTo(Math.sqrt(2) / 2, within(1e-12));
        assertThat(MetricNoise.variation(new double[] {5})).isZero();
    }
}
