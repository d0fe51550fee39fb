package io.coldgate.watch;

/**
 * A sequential test of recovery: it rejects "still broken", that is, a share of at least the tolerated one, with
 * evidence of 20 : 1.
 *
 * <p>The ratio of an invocation's likelihood under a smaller share to that under the tolerated one has an expectation
 * of at most 1 while the function is broken, so the product of these ratios is an e-process. The time of recovery is
 * unknown, so a product begins with every slot {@code k} since the alarm, with the weight {@code 1 / (k (k + 1))}, and
 * their weighted sum is an e-process too (docs/adr/0022-watch.md). It reaches 20 with a probability of at most 5 %
 * while the function is broken (Ville's inequality). The evidence of one slot is capped, which only makes it smaller: a
 * single good slot proves nothing, however many invocations it has.
 */
public final class RecoveryTest {
    /** The probability of declaring recovery while the function is still broken, for each alarm. */
    public static final double FALSE_RECOVERY = 0.05;

    /**
     * The maximum factor of one slot. At least four slots are needed; and if the invocations of a slot depend on each
     * other, the test remains valid as long as at most one in three slots of a broken function is perfect.
     */
    private static final double MOST_OF_A_SLOT = 3;

    /** The shares to bet on, as fractions of the tolerated one. */
    private static final double[] BETTER = {0, 0.125, 0.5};

    private final double tolerated;
    private long slots;
    private double evidence;

    /**
     * A test without data.
     *
     * @param tolerated the share that may exceed, in (0, 1)
     */
    public RecoveryTest(double tolerated) {
        this(tolerated, 0, 0);
    }

    RecoveryTest(double tolerated, long slots, double evidence) {
        this.tolerated = tolerated;
        this.slots = slots;
        this.evidence = evidence;
    }

    /**
     * Adds a slot; a slot without invocations is not evidence.
     *
     * @param calls invocations in it
     * @param over number of them that exceed the objective
     */
    public void add(long calls, long over) {
        if (calls == 0) {
            return;
        }
        slots++;
        double weight = 1.0 / (slots * (slots + 1.0));
        evidence = Math.min(MOST_OF_A_SLOT, likelihood(calls, over)) * (evidence + weight);
    }

    private double likelihood(long calls, long over) {
        double sum = 0;
        for (double part : BETTER) {
            double share = part * tolerated;
            double log = (calls - over) * (Math.log1p(-share) - Math.log1p(-tolerated));
            if (over > 0) {
                log += part == 0 ? Double.NEGATIVE_INFINITY : over * Math.log(part);
            }
            sum += Math.exp(log);
        }
        return sum / BETTER.length;
    }

    /** Returns the evidence, as odds: 20 proves recovery. */
    public double evidence() {
        return evidence;
    }

    /** Returns whether recovery is proven. */
    public boolean isProven() {
        return evidence >= 1 / FALSE_RECOVERY;
    }

    long slots() {
        return slots;
    }
}
