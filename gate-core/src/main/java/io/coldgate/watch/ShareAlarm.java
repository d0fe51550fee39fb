package io.coldgate.watch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * An alarm with a guarantee: a Shiryaev-Roberts e-detector on the share of exceeding invocations in each slot.
 *
 * <p>There is a bet on each slot with invocations: {@code L = 1 + k (x / p - 1)} for its share {@code x} and the
 * tolerated share {@code p}. As long as the expected share of a slot, given all that went before, is at most {@code p},
 * the expectation of {@code L} is at most 1, for every k in [0, 1], however the invocations within a slot depend on
 * each other (Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 4). The detector {@code M = L (M' + s)}, with
 * {@code s} the slot's length, then has an expectation of at most the elapsed time, so it takes at least T on average
 * to reach {@code T} (Shin, Ramdas, Rinaldo 2024, "E-detectors", New England Journal of Statistics in Data Science). A
 * mean of such detectors is also one, so several bets can be combined. Slots without invocations change nothing.
 */
public final class ShareAlarm {
    /** The boldest bet is best for clear violations, the most careful one for slight ones. */
    private static final List<Double> BETS = List.of(0.05, 0.2, 0.5, 0.9);

    /** A cap far above any threshold, and far from overflow. */
    private static final double MOST = 1e100;

    private final double tolerated;
    private final double slotSeconds;
    private final double threshold;
    private final double[] detectors;

    /**
     * An alarm without data.
     *
     * @param tolerated the share that may exceed, in (0, 1)
     * @param slot the length of a slot
     * @param falseAlarm the least mean time to a false alarm
     */
    public ShareAlarm(double tolerated, Duration slot, Duration falseAlarm) {
        this(tolerated, slot, falseAlarm, new double[BETS.size()]);
    }

    ShareAlarm(double tolerated, Duration slot, Duration falseAlarm, double[] detectors) {
        check(detectors);
        this.tolerated = tolerated;
        this.slotSeconds = slot.toMillis() / 1e3;
        this.threshold = falseAlarm.toMillis() / 1e3;
        this.detectors = detectors.clone();
    }

    /** Refuses detector values that no alarm can have. */
    static void check(double[] detectors) {
        if (detectors.length != BETS.size()
                || Arrays.stream(detectors).anyMatch(each -> !Double.isFinite(each) || each < 0)) {
            throw new IllegalArgumentException("detectors " + Arrays.toString(detectors));
        }
    }

    /**
     * Adds a slot.
     *
     * @param calls invocations in it
     * @param over number of them that exceed the objective
     */
    public void add(long calls, long over) {
        if (calls == 0) {
            return;
        }
        double excess = over / (double) calls / tolerated - 1;
        for (int i = 0; i < detectors.length; i++) {
            double won = 1 + BETS.get(i) * excess;
            detectors[i] = Math.min(MOST, won * (detectors[i] + slotSeconds));
        }
    }

    /** Returns the level: from 0 to 1, where the alarm is raised, and beyond. */
    public double level() {
        return Arrays.stream(detectors).average().orElse(0) / threshold;
    }

    /** Returns whether the alarm is raised. */
    public boolean isRaised() {
        return level() >= 1;
    }

    /** Resets the alarm. */
    public void reset() {
        Arrays.fill(detectors, 0);
    }

    double[] state() {
        return detectors.clone();
    }
}
