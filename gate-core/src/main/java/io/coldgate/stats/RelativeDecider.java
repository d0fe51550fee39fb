package io.coldgate.stats;

import static io.coldgate.stats.Defaults.MIN_SAMPLES;
import static io.coldgate.stats.Defaults.reached;

import java.util.Arrays;

/**
 * The sequential test of one relative limit: add rounds, one start of each arm, ordered by a fair coin, until the
 * outcome is no longer {@link Outcome#UNDECIDED}.
 *
 * <p>After each round: FAIL if i &gt;= 10 and {@code E_F >= 1 / (.8 falseAlarm)}; else PASS if i is at least the
 * {@linkplain RelativeRule#firstPossiblePass first possible} and {@code E_P >= 1 / (.8 missed)}; at the cap one last
 * look with the remaining fifth of either risk: for p50 from 30 rounds on, {@code z = sum g / sqrt(sum g^2)} over the
 * rank scores against the normal distribution; for a tail the sign test over the rounds in which exactly one arm
 * crossed. Guarantees: P(FAIL) &lt;= falseAlarm if the candidate is within the limit and P(PASS) &lt;= missed if it is
 * over, under any drift, dependence between rounds and shape (Ville 1939; Waudby-Smith and Ramdas 2024); the z of the
 * last look is the only approximation. Not safe for use by several threads.
 */
public final class RelativeDecider {
    /** Share of either risk that is kept for the last look. */
    private static final double LAST = .2;

    /** The share of either risk that the evidence may spend before the last look. */
    static final double EARLY = 1 - LAST;

    private final RelativeRule rule;
    private final RelativeEvidence evidence;
    private final double failThreshold;
    private final double passThreshold;
    private final int passFloor;

    private double[] baseline = new double[64];
    private double[] candidate = new double[64];
    private int rounds;
    private Outcome outcome = Outcome.UNDECIDED;
    private Reason reason = Reason.NONE;

    /** A test without rounds. */
    public RelativeDecider(RelativeRule rule) {
        this.rule = rule;
        this.evidence = RelativeEvidence.of(rule, rule.limit());
        this.failThreshold = CountEvidence.threshold(EARLY * rule.falseAlarm());
        this.passThreshold = CountEvidence.threshold(EARLY * rule.missed());
        this.passFloor = RelativeRule.firstPossiblePass(rule.p(), rule.missed());
    }

    /**
     * Reads one more round.
     *
     * @param baselineSample the baseline's start, not negative, +infinity if it failed
     * @param candidateSample the candidate's start, in the same form
     * @return the outcome with it
     * @throws IllegalStateException after a verdict: rounds in flight at that time do not count
     */
    public Outcome add(double baselineSample, double candidateSample) {
        if (outcome != Outcome.UNDECIDED) {
            throw new IllegalStateException("decided after " + rounds + " rounds: " + outcome);
        }
        Checks.ratioSample(baselineSample);
        Checks.ratioSample(candidateSample);
        if (rounds == baseline.length) {
            baseline = Arrays.copyOf(baseline, 2 * rounds);
            candidate = Arrays.copyOf(candidate, 2 * rounds);
        }
        baseline[rounds] = baselineSample;
        candidate[rounds] = candidateSample;
        rounds++;
        evidence.add(baselineSample, candidateSample);
        decide();
        return outcome;
    }

    /**
     * Returns the state of the test. This is much more expensive than {@link #add}: the interval replays all rounds for
     * some ninety ratios (6 ms at 150 rounds). For a progress line, use {@link #logEvidenceFail} and
     * {@link #logEvidencePass}.
     */
    public RelativeDecision decision() {
        RatioInterval interval = RatioInterval.of(rule, baseline, candidate, rounds);
        RelativeDecision.Builder decision = RelativeDecision.builder()
                .outcome(outcome)
                .reason(reason)
                .rounds(rounds)
                .logEvidenceFail(logEvidenceFail())
                .logEvidencePass(logEvidencePass())
                .estimate(estimate())
                .baselineQuantile(quantile(baseline))
                .candidateQuantile(quantile(candidate))
                .intervalLow(interval.low())
                .intervalHigh(interval.high());
        if (rounds == rule.maxRounds() && reason != Reason.EVIDENCE) {
            decision.lastLookP(evidence.lastLookFail()).lastLookPassP(evidence.lastLookPass());
        }
        return decision.build();
    }

    /** Returns log E_F so far: the evidence that the candidate is over the limit. */
    public double logEvidenceFail() {
        return evidence.logFail();
    }

    /** Returns log E_P so far: the evidence that the candidate is within the limit. */
    public double logEvidencePass() {
        return evidence.logPass();
    }

    /** Returns the number of rounds read. */
    public int rounds() {
        return rounds;
    }

    /** Returns the interval of the baseline's quantile alone; each side is wrong with probability 5 % at most. */
    public QuantileInterval baselineInterval() {
        return interval(baseline);
    }

    /** Returns the interval of the candidate's quantile alone; each side is wrong with probability 5 % at most. */
    public QuantileInterval candidateInterval() {
        return interval(candidate);
    }

    private QuantileInterval interval(double[] samples) {
        return QuantileInterval.of(sorted(samples), rule.p(), Defaults.INTERVAL_LEVEL);
    }

    private double estimate() {
        if (rounds == 0) {
            return Double.NaN;
        }
        double[] c = Arrays.copyOf(candidate, rounds);
        double[] a = Arrays.copyOf(baseline, rounds);
        return rule.typical()
                ? Ratio.hodgesLehmann(rule.contrast(), c, a)
                : Ratio.ofQuantiles(rule.contrast(), c, a, rule.p());
    }

    private double quantile(double[] samples) {
        if (rounds == 0) {
            return Double.NaN;
        }
        return Quantiles.nearestRank(sorted(samples), rule.p());
    }

    private double[] sorted(double[] samples) {
        double[] sorted = Arrays.copyOf(samples, rounds);
        Arrays.sort(sorted);
        return sorted;
    }

    private void decide() {
        if (rounds >= MIN_SAMPLES && reached(evidence.logFail(), failThreshold)) {
            stop(Outcome.FAIL, Reason.EVIDENCE);
        } else if (rounds >= passFloor && reached(evidence.logPass(), passThreshold)) {
            stop(Outcome.PASS, Reason.EVIDENCE);
        } else if (rounds == rule.maxRounds()) {
            lookLast();
        }
    }

    private void lookLast() {
        if (evidence.lastLookFail() <= LAST * rule.falseAlarm()) {
            stop(Outcome.FAIL, Reason.LAST_LOOK);
        } else if (evidence.lastLookPass() <= LAST * rule.missed()) {
            stop(Outcome.PASS, Reason.LAST_LOOK);
        } else {
            stop(Outcome.INCONCLUSIVE, Reason.MAX_SAMPLES);
        }
    }

    private void stop(Outcome found, Reason why) {
        outcome = found;
        reason = why;
    }
}
