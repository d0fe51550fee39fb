package io.coldgate.stats;

/**
 * Evidence for a tail: how often each arm crosses the p-quantile t of the past baseline values, the candidate after
 * division by rho (or after subtraction of the difference at the limit):
 * {@code g_i = 1{c_i / rho > t_i} - 1{a_i > t_i}}, t_i the ceil(p (i - 1))-th smallest of them; 0 in the first
 * {@code ceil(1 / (1 - p))} rounds, which cannot show the quantile. Validity as for {@link TypicalEvidence}.
 */
final class TailEvidence implements RelativeEvidence {
    private final double p;
    private final Contrast contrast;
    private final double limit;
    private final int blindRounds;
    private final SortedSamples past = new SortedSamples();
    private final Bets bets = new Bets();
    private int score;
    private int unequal;
    private int candidateOver;

    TailEvidence(double p, Contrast contrast, double limit) {
        this.p = p;
        this.contrast = contrast;
        this.limit = limit;
        this.blindRounds = Quantiles.ceil(1 / (1 - p));
    }

    @Override
    public void add(double baseline, double candidate) {
        score = past.size() < blindRounds ? 0 : crossings(baseline, candidate);
        bets.add(score);
        unequal += score == 0 ? 0 : 1;
        candidateOver += score > 0 ? 1 : 0;
        past.add(baseline);
    }

    private int crossings(double baseline, double candidate) {
        double quantile = past.get(Quantiles.rank(past.size(), p) - 1);
        return (contrast.undone(candidate, limit) > quantile ? 1 : 0) - (baseline > quantile ? 1 : 0);
    }

    @Override
    public double logFail() {
        return bets.logUp();
    }

    @Override
    public double logPass() {
        return bets.logDown();
    }

    @Override
    public double lastLookFail() {
        return Tails.fairCoinAtLeast(unequal, candidateOver);
    }

    @Override
    public double lastLookPass() {
        return Tails.fairCoinAtLeast(unequal, unequal - candidateOver);
    }

    /** Returns the score of the last round. */
    double score() {
        return score;
    }
}
