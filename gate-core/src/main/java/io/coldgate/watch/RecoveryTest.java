package io.coldgate.watch;

/**
 * A sequential test of recovery: it rejects "still broken", that is a share of at least the tolerated one, with
 * evidence of 20 : 1.
 *
 * <p>An invocation's likelihood under a smaller share over that under the tolerated one has an expectation of at most 1
 * while the function is broken, so that their product is an e-process. Nobody knows when a function recovers: a product
 * begins with every slot {@code k} since the alarm, with the weight {@code 1 / (k (k + 1))}, and their weighted sum is
 * an e-process too (docs/adr/0022-watch.md). It reaches 20 with a probability of at most 5 % while the function is
 * broken (Ville's inequality). The evidence of one slot is capped, which only makes it smaller: one good slot, however
 * many invocations it has, proves nothing.
 */
public final class RecoveryTest {
    /** Probability of calling a function recovered that is not, for each alarm. */
    public static final double FALSE_RECOVERY = 0.05;

    /**
     * The most that one slot counts. Four slots are needed at least; and if the invocations of a slot depend on each
     * other, the test holds as long as a broken function has a perfect slot at most once in three.
     */
    private static final double MOST_OF_A_SLOT = 3;

    /** Shares that are bet on, as parts of the tolerated one. */
    private static final double[] BETTER = {0, 0.125, 0.5};

    private final double tolerated;
    private long slots;
    private double evidence;

    /**
     * A test that begins.
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
     * Takes a slot in; one without invocations is no evidence.
     *
     * @param calls invocations in it
     * @param over those of them that exceed the objective
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
