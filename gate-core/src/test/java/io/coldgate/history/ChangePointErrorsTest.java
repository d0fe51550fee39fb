package io.coldgate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.replay.DailyMedians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The errors of the e-detector and of E-divisive, each asked again after every run, as a build asks. A run is a day's
 * median of ten real cold starts, drawn with replacement from one configuration's days; and, last, the days as they
 * came.
 */
@Tag("simulation")
class ChangePointErrorsTest {
    private static final int RUNS = 120;
    private static final int CHANGE_AT = 60;
    private static final int PER_CONFIGURATION = 25;

    /** Late enough to be no help. */
    private static final int SOON = 10;

    private static final double LENGTH = 1000;
    private static final int SERIES = 20;
    private static final double OTAVA = .001;

    private final List<double[]> configurations = DailyMedians.read();

    /** How a method did. */
    private record Rates(double falseRuns, double histories, double soon, double late, double delay, double off) {
        String row(String name) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.1f %% | %.1f %% | %.1f %% | %.0f | %.0f |",
                    name,
                    falseRuns,
                    histories * 100,
                    soon * 100,
                    late * 100,
                    delay,
                    off);
        }
    }

    private interface Method {
        /** For each change that is seen: where it is said to be, and after which run. */
        List<ChangePoint> of(double[] values);
    }

    private static final Method E_DETECTOR = values -> ChangeDetector.changes(values, LENGTH);

    /** As it is asked where twenty series are filed. */
    private static final Method E_DETECTOR_OF_MANY = values -> ChangeDetector.changes(values, SERIES * LENGTH);

    /** Every change that some run's look shows for the first time, within three runs of none shown before. */
    private static final Method E_DIVISIVE = values -> {
        List<ChangePoint> seen = new ArrayList<>();
        for (int n = 4; n <= values.length; n++) {
            int now = n;
            for (int at : EDivisive.changes(Arrays.copyOf(values, n), OTAVA)) {
                if (seen.stream().noneMatch(old -> Math.abs(old.first() - at) <= 3)) {
                    seen.add(new ChangePoint(at, now - 1));
                }
            }
        }
        return seen;
    };

    @Test
    void theEDetectorKeepsItsRunLengthAndFindsRealChangesSoon() {
        Rates same = rates(E_DETECTOR, 0);
        Rates more = rates(E_DETECTOR, .15);
        Rates otherSame = rates(E_DIVISIVE, 0);
        System.out.println(same.row("e-detector, unchanged"));
        System.out.println(rates(E_DETECTOR_OF_MANY, 0).row("e-detector of 20, unchanged"));
        System.out.println(otherSame.row("E-divisive, unchanged"));
        for (double change : new double[] {.05, .1, .15}) {
            System.out.println(rates(E_DETECTOR, change).row("e-detector, +" + change));
            System.out.println(rates(E_DETECTOR_OF_MANY, change).row("e-detector of 20, +" + change));
            System.out.println(rates(E_DIVISIVE, change).row("E-divisive, +" + change));
        }
        assertThat(same.falseRuns()).isLessThanOrEqualTo(1000 / LENGTH);
        assertThat(otherSame.falseRuns()).isGreaterThan(same.falseRuns());
        assertThat(more.soon()).isGreaterThan(.8);
    }

    @Test
    void daysAsTheyCameHaveMoreChanges() {
        int ours = 0;
        int ofMany = 0;
        int other = 0;
        int runs = 0;
        for (double[] days : configurations) {
            ours += E_DETECTOR.of(days).size();
            ofMany += E_DETECTOR_OF_MANY.of(days).size();
            other += E_DIVISIVE.of(days).size();
            runs += days.length;
        }
        System.out.printf(
                Locale.ROOT,
                "as they came: e-detector %d, of 20 %d, E-divisive %d of %d runs%n",
                ours,
                ofMany,
                other,
                runs);
        assertThat(ours).isLessThanOrEqualTo(other);
    }

    private Rates rates(Method method, double change) {
        SplittableRandom random = new SplittableRandom(20261129);
        List<Integer> delays = new ArrayList<>();
        List<Integer> off = new ArrayList<>();
        int alarms = 0;
        int histories = 0;
        int soon = 0;
        int late = 0;
        int all = configurations.size() * PER_CONFIGURATION;
        for (double[] days : configurations) {
            for (int i = 0; i < PER_CONFIGURATION; i++) {
                List<ChangePoint> seen = method.of(history(days, change, random));
                List<ChangePoint> early = seen.stream()
                        .filter(point -> change == 0 || point.seen() < CHANGE_AT)
                        .toList();
                alarms += early.size();
                histories += early.isEmpty() ? 0 : 1;
                if (change > 0 && seen.size() > early.size()) {
                    ChangePoint first = seen.get(early.size());
                    int delay = first.seen() - CHANGE_AT + 1;
                    soon += delay <= SOON ? 1 : 0;
                    late++;
                    delays.add(delay);
                    off.add(Math.abs(first.first() - CHANGE_AT));
                }
            }
        }
        double unchanged = (double) all * (change == 0 ? RUNS : CHANGE_AT);
        return new Rates(
                1000 * alarms / unchanged,
                (double) histories / all,
                (double) soon / all,
                (double) late / all,
                median(delays),
                median(off));
    }

    private static double[] history(double[] days, double change, SplittableRandom random) {
        double[] values = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            values[i] = days[random.nextInt(days.length)] * (i >= CHANGE_AT ? 1 + change : 1);
        }
        return values;
    }

    private static double median(List<Integer> values) {
        return values.isEmpty() ? Double.NaN : values.stream().sorted().toList().get(values.size() / 2);
    }
}
