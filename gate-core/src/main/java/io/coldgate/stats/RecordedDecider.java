package io.coldgate.stats;

import static io.coldgate.stats.Defaults.MIN_SAMPLES;
import static io.coldgate.stats.Defaults.reached;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The decision of a limit on a recorded series: one look at the whole series, never only at its beginning.
 *
 * <p>A sequential test may stop at its first verdict because cold starts are exchangeable. The samples of a load test
 * are not: the first ones belong to the ramp-up, and a verdict on them would pass a system that breaks under load. The
 * evidence is therefore that of all n samples, {@link CountEvidence} at n: an e-value, whatever made the tool stop at n
 * (P(E &gt;= 1/a) &lt;= a at any stopping time). If n was chosen before the tool ran, the {@link LastLook} at n
 * follows, which spends the rest of the two risks. Guards, which only withhold verdicts: at least 10 samples, the
 * {@linkplain CountEvidence#logFailGuarded rank guard}, the {@linkplain Dependence dependence guard} over the order of
 * the samples, and the {@linkplain Clusters overdispersion} between clusters, such as forks of a JVM.
 */
public final class RecordedDecider {
    /**
     * The largest n for the last look: beyond it, the exact computation takes seconds, and its gain is less than one
     * sample in a hundred.
     */
    static final int MOST_FOR_LAST_LOOK = 20_000;

    private RecordedDecider() {}

    /**
     * Decides.
     *
     * @param samples all samples in the order in which they were started, not negative; +infinity for failures, which
     *     are beyond every limit
     * @param clusters sizes of the groups of consecutive samples that belong together, in order; empty if there are
     *     none
     * @return the decision; never undecided
     */
    public static AbsoluteDecision decide(RecordedRule rule, double[] samples, int... clusters) {
        int n = samples.length;
        double[] worse = new double[n];
        boolean[] over = new boolean[n];
        double limit = rule.atLeast() ? -rule.limit() : rule.limit();
        int exceed = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double x = samples[i];
            Checks.sample(x);
            worse[i] = rule.atLeast() && x != Double.POSITIVE_INFINITY ? -x : x;
            least = Math.min(least, worse[i]);
            greatest = Math.max(greatest, worse[i]);
            over[i] = worse[i] > limit;
            exceed += over[i] ? 1 : 0;
        }
        double dependence = Dependence.isFarFromAll(limit, least, greatest)
                ? 1
                : Dependence.of(worse).tau();
        double tau = n == 0 ? 1 : Math.max(dependence, Clusters.tau(over, clusters));
        CountEvidence evidence = CountEvidence.of(rule.p());
        double fail = evidence.logFailGuarded(n, exceed) / tau;
        double pass = evidence.logPass(n, exceed) / tau;
        Look look = look(rule, n, exceed, tau, fail, pass);
        Arrays.sort(worse);
        QuantileInterval interval = QuantileInterval.of(worse, rule.p(), Defaults.INTERVAL_LEVEL);
        double estimate = n == 0 ? Double.NaN : Quantiles.nearestRank(worse, rule.p());
        return new AbsoluteDecision(
                look.outcome,
                look.reason,
                n,
                exceed,
                tau,
                fail,
                pass,
                rule.atLeast() && Double.isFinite(estimate) ? 0 - estimate : estimate,
                rule.atLeast() ? mirroredHigh(interval.high()) : interval.low(),
                rule.atLeast() ? mirroredLow(interval.low()) : interval.high(),
                look.p,
                exceed,
                false);
    }

    /**
     * Returns the lower end here for an upper end of the mirrored series: no upper bound there is no lower bound here,
     * written as 0.
     */
    private static double mirroredHigh(double high) {
        return Double.isInfinite(high) ? 0 : 0 - high;
    }

    /**
     * Returns the upper end here for a lower end of the mirrored series: no lower bound, written as 0 there, is
     * +infinity here.
     */
    private static double mirroredLow(double low) {
        return low == 0 || Double.isInfinite(low) ? Double.POSITIVE_INFINITY : 0 - low;
    }

    /**
     * Decides on counts alone, as in a summary; dependence cannot be detected.
     *
     * @param n samples
     * @param exceed how many of them are beyond the limit
     * @return the decision, without an estimate and an interval
     */
    public static AbsoluteDecision decide(RecordedRule rule, int n, int exceed) {
        CountEvidence evidence = CountEvidence.of(rule.p());
        double fail = evidence.logFailGuarded(n, exceed);
        double pass = evidence.logPass(n, exceed);
        Look look = look(rule, n, exceed, 1, fail, pass);
        return new AbsoluteDecision(
                look.outcome,
                look.reason,
                n,
                exceed,
                1,
                fail,
                pass,
                Double.NaN,
                0,
                Double.POSITIVE_INFINITY,
                look.p,
                exceed,
                false);
    }

    private static Look look(RecordedRule rule, int n, int exceed, double tau, double fail, double pass) {
        if (n < MIN_SAMPLES) {
            return Look.OPEN;
        }
        if (reached(fail, CountEvidence.threshold(rule.falseAlarm()))) {
            return new Look(Outcome.FAIL, Reason.EVIDENCE, OptionalDouble.empty());
        }
        if (reached(pass, CountEvidence.threshold(rule.missed()))) {
            return new Look(Outcome.PASS, Reason.EVIDENCE, OptionalDouble.empty());
        }
        if (!rule.fixedLength() || tau > 1 || n > MOST_FOR_LAST_LOOK) {
            return Look.OPEN;
        }
        LastLook last = LastLook.of(rule.p(), n, rule.falseAlarm(), rule.missed());
        if (exceed >= last.failAtLeast()) {
            return new Look(Outcome.FAIL, Reason.LAST_LOOK, OptionalDouble.of(last.failProbability(exceed)));
        }
        if (exceed <= last.passAtMost()) {
            return new Look(Outcome.PASS, Reason.LAST_LOOK, OptionalDouble.of(last.passProbability(exceed)));
        }
        return Look.OPEN;
    }

    private record Look(Outcome outcome, Reason reason, OptionalDouble p) {
        static final Look OPEN = new Look(Outcome.INCONCLUSIVE, Reason.MAX_SAMPLES, OptionalDouble.empty());
    }
}
