package io.coldgate.stats;

/**
 * The sequential sign test of "the candidate fails no more often than the baseline": among pairs in which exactly one
 * arm failed, each arm is equally likely under the hypothesis (McNemar 1947); the evidence bets on the candidate. FAIL
 * when it reaches {@code 1 / falseAlarm}, at any time (Ville 1939). Not safe for use by several threads.
 */
public final class PairedFailures {
    private final Bets bets = new Bets();
    private final double threshold;
    private boolean failed;

    /**
     * A test without pairs.
     *
     * @param falseAlarm the risk of a false FAIL
     */
    public PairedFailures(double falseAlarm) {
        this.threshold = CountEvidence.threshold(Checks.risk(falseAlarm, "falseAlarm"));
    }

    /** Reads one more pair. */
    public void add(boolean baselineFailed, boolean candidateFailed) {
        bets.add((candidateFailed ? 1 : 0) - (baselineFailed ? 1 : 0));
        failed |= Defaults.reached(bets.logUp(), threshold);
    }

    /** Returns whether the candidate is proven to fail more often. */
    public boolean failed() {
        return failed;
    }
}
