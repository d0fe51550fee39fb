package io.coldgate.ratchet;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.calibrate.Headroom;
import io.coldgate.gate.CheckResult;
import io.coldgate.replay.SmallData;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.Quantiles;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a budget that is ratcheted after every run, while the function stays as it is: real cold starts,
 * drawn again.
 */
@Tag("simulation")
class RatchetCreepTest {
    private static final int FILES = 20;
    private static final int BUILDS = 50;
    private static final int CALIBRATED = 120;
    private static final double ROOMY = 10;

    /** Where a run takes its starts from. */
    enum Source {
        /** Each start from any day: runs differ by chance alone. */
        ALL_DAYS,
        /** All of a run's from one day: runs differ as days do. */
        ONE_DAY
    }

    private static final int DAYS = 5;
    private static final int[] ROUNDS = {1, 10, 100};

    private final SplittableRandom random = new SplittableRandom(20261129);

    private DoubleSupplier run(Source source, double[][] days) {
        double[] day = days[random.nextInt(days.length)];
        return switch (source) {
            case ONE_DAY -> () -> day[random.nextInt(day.length)];
            case ALL_DAYS ->
                () -> {
                    double[] any = days[random.nextInt(days.length)];
                    return any[random.nextInt(any.length)];
                };
        };
    }

    /** Shares of verdicts of both checks, and where the limits lie. */
    private static final class Tally {
        private int builds;
        private int red;
        private int open;
        private final List<Double> p50 = new ArrayList<>();
        private final List<Double> p95 = new ArrayList<>();

        void add(List<CheckResult> results) {
            builds++;
            boolean failed = results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL);
            red += failed ? 1 : 0;
            open += !failed && results.stream().anyMatch(result -> result.verdict() != Verdict.PASS) ? 1 : 0;
        }

        double red() {
            return (double) red / builds;
        }

        double open() {
            return (double) open / builds;
        }

        String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f %% | %.1f %% | %.2f (%.2f) | %.2f (%.2f) |",
                    name,
                    100 * red(),
                    100 * open(),
                    at(p50, .5),
                    at(p50, .01),
                    at(p95, .5),
                    at(p95, .01));
        }

        private static double at(List<Double> limits, double p) {
            double[] sorted = limits.stream().mapToDouble(each -> each).sorted().toArray();
            return Quantiles.nearestRank(sorted, p);
        }
    }

    @Test
    void byChanceAloneUnchangedCodeStaysAsGreenAsWithTheBudgetsOfACalibration() throws Exception {
        Tally calibrated = shown(calibrated(Source.ALL_DAYS), "by chance | calibrated once");
        for (int rounds : ROUNDS) {
            Tally ratcheted = shown(ratcheted(Source.ALL_DAYS, rounds, 1), "by chance | " + rounds + " × ");
            assertThat(ratcheted.red()).isLessThanOrEqualTo(Defaults.FALSE_ALARM_BUILD);
            assertThat(ratcheted.open()).isLessThanOrEqualTo(calibrated.open());
        }
    }

    /** A day's ten starts are all that such a run can draw: it knows nothing of other days. */
    @Test
    void runsOfSeveralDaysKeepARatchetFromTheBestDay() throws Exception {
        Tally calibrated = shown(calibrated(Source.ONE_DAY), "by days | calibrated once");
        for (int rounds : ROUNDS) {
            Tally five = shown(ratcheted(Source.ONE_DAY, rounds, DAYS), "by days | " + rounds + " ×, of 5 days");
            assertThat(five.red()).isLessThanOrEqualTo(calibrated.red());
            assertThat(five.open()).isLessThanOrEqualTo(calibrated.open());
            Tally single = shown(ratcheted(Source.ONE_DAY, rounds, 1), "by days | " + rounds + " ×, of one day");
            assertThat(single.red()).as("what docs/ratchet.md warns of").isLessThan(.2);
        }
    }

    private static Tally shown(Tally tally, String name) {
        System.out.println(tally.row(name));
        return tally;
    }

    private Tally calibrated(Source source) throws Exception {
        Tally tally = new Tally();
        for (double[][] days : SmallData.days()) {
            for (int i = 0; i < FILES; i++) {
                double[] starts = sorted(run(source, days));
                RatchetedFile file = new RatchetedFile(
                        Quantiles.nearestRank(starts, .5) * Headroom.P50,
                        Quantiles.nearestRank(starts, .95) * Headroom.P95);
                judge(file, source, days, tally);
            }
        }
        return tally;
    }

    private static double[] sorted(DoubleSupplier run) {
        double[] starts = new double[CALIBRATED];
        Arrays.setAll(starts, i -> run.getAsDouble());
        Arrays.sort(starts);
        return starts;
    }

    private Tally ratcheted(Source source, int rounds, int runs) throws Exception {
        Tally tally = new Tally();
        for (double[][] days : SmallData.days()) {
            double[] all =
                    Arrays.stream(days).flatMapToDouble(Arrays::stream).sorted().toArray();
            for (int i = 0; i < FILES; i++) {
                RatchetedFile file = new RatchetedFile(
                        ROOMY * Quantiles.nearestRank(all, .5), ROOMY * Quantiles.nearestRank(all, .95));
                for (int round = 0; round < rounds; round++) {
                    List<List<CheckResult>> measured = new ArrayList<>();
                    for (int each = 0; each < runs; each++) {
                        measured.add(file.measure(run(source, days)));
                    }
                    file.ratchet(measured);
                }
                judge(file, source, days, tally);
            }
        }
        return tally;
    }

    private void judge(RatchetedFile file, Source source, double[][] days, Tally tally) {
        double[] all =
                Arrays.stream(days).flatMapToDouble(Arrays::stream).sorted().toArray();
        tally.p50.add(file.limit(.5) / Quantiles.nearestRank(all, .5));
        tally.p95.add(file.limit(.95) / Quantiles.nearestRank(all, .95));
        for (int build = 0; build < BUILDS; build++) {
            tally.add(file.measure(run(source, days)));
        }
    }
}
