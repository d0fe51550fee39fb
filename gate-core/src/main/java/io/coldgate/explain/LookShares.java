package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Shares of a start, from stops that are spread over it. The mean time in a phase is the integral over time of the
 * probability of being in it. Each stop represents the time around it, up to the midpoints to its neighbours, so stops
 * that were late on a busy host have no extra weight. Stops after the first {@code next} represent no part of the
 * start.
 */
final class LookShares {
    /**
     * The number of resamples: more of them change the ends of a 95 % interval by less than a hundredth of the start.
     */
    private static final int RESAMPLES = 400;

    private static final double TAIL = .025;

    /** A fixed seed: the same starts give the same intervals. */
    private static final long SEED = 0x5eed;

    private static final Look NOTHING_SAID = new Look(Phase.UNKNOWN, "", "", List.of());

    /** A stop: its time, and its look; empty for a start that had already requested an event. */
    record Stop(long nanos, Optional<Look> look) {}

    private final List<Stop> stops;
    private final double[] weights;
    private final double total;

    LookShares(List<ExplainedStart> starts) {
        List<Stop> found = new ArrayList<>();
        long last = last(starts);
        boolean speaks = speaks(starts);
        for (ExplainedStart start : starts) {
            if (isStop(start)) {
                Optional<Look> look = speaks ? start.look() : start.look().map(mute -> NOTHING_SAID);
                found.add(new Stop(Math.min(start.times().stop(), last), look));
            }
        }
        found.sort(Comparator.comparingLong(Stop::nanos));
        stops = List.copyOf(found);
        weights = weights(stops.stream().mapToLong(Stop::nanos).toArray());
        total = sum(weights, stop -> stop.look().isPresent());
    }

    /**
     * Returns whether the runtime ever reported where it was. If it always dies without output, it is unknown whether
     * it had started.
     */
    private static boolean speaks(List<ExplainedStart> starts) {
        return starts.stream()
                .flatMap(start -> start.look().stream())
                .anyMatch(look -> look.phase() != Phase.PROCESS_START && look.phase() != Phase.UNKNOWN);
    }

    private static boolean isStop(ExplainedStart start) {
        return start.kind() == Kind.STOPPED && start.end().worked();
    }

    /**
     * Returns the time up to which stops count. Starts that had already requested an event are placed at the planned
     * time of their stop. Stops later than all of these were delayed by a busy host, and must not represent a time at
     * which no other stop was made.
     */
    private static long last(List<ExplainedStart> starts) {
        return starts.stream()
                .filter(start -> isStop(start) && start.end() == End.NEXT)
                .mapToLong(start -> start.times().stop())
                .max()
                .orElse(Long.MAX_VALUE);
    }

    List<Look> looks() {
        return stops.stream().flatMap(stop -> stop.look().stream()).toList();
    }

    boolean isEmpty() {
        return total <= 0;
    }

    /** Returns the share of the start in which looks are of that kind, with its interval. */
    Estimate share(Predicate<Look> kind) {
        if (isEmpty()) {
            return Estimate.NONE;
        }
        Predicate<Stop> wanted = stop -> stop.look().filter(kind).isPresent();
        double value = sum(weights, wanted) / total;
        double[] resampled = new double[RESAMPLES];
        SplittableRandom random = new SplittableRandom(SEED);
        int n = stops.size();
        for (int r = 0; r < RESAMPLES; r++) {
            double in = 0;
            double all = 0;
            for (int i = 0; i < n; i++) {
                int drawn = random.nextInt(n);
                if (stops.get(drawn).look().isPresent()) {
                    all += weights[drawn];
                    in += wanted.test(stops.get(drawn)) ? weights[drawn] : 0;
                }
            }
            resampled[r] = all == 0 ? value : in / all;
        }
        Arrays.sort(resampled);
        double rare = value == 0 ? 0 : resampled[(int) (TAIL * RESAMPLES)];
        return new Estimate(value, rare, resampled[(int) ((1 - TAIL) * RESAMPLES) - 1]);
    }

    private double sum(double[] of, Predicate<Stop> wanted) {
        double sum = 0;
        for (int i = 0; i < of.length; i++) {
            sum += wanted.test(stops.get(i)) ? of[i] : 0;
        }
        return sum;
    }

    private static double[] weights(long[] times) {
        double[] weights = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            double from = i == 0 ? 0 : times[i - 1] / 2.0 + times[i] / 2.0;
            double to = i == times.length - 1 ? times[i] : times[i] / 2.0 + times[i + 1] / 2.0;
            weights[i] = to - from;
        }
        return weights;
    }
}
