package io.coldgate.stats;

import static io.coldgate.stats.Defaults.reached;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;

/**
 * The ratios that the rounds do not contradict: {@code {rho : E_F(rho) < 20 and E_P(rho) < 20}}, valid simultaneously
 * at every round, each end wrong with probability at most 5 %. E_F falls and E_P rises in rho, so both ends are found
 * by bisection on log rho within [.05, 20]; ends outside are reported as 0 or +infinity. The upper end exists only from
 * the first possible PASS on.
 *
 * <p>Differences are bisected between the smallest and the largest difference of two samples; a missing lower end is
 * -infinity. If all samples are whole numbers, so are the ends, because the evidence changes only at a difference of
 * two samples.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record RatioInterval(double low, double high) {
    private static final double LOWEST = .05;
    private static final double HIGHEST = 20;

    /** Halvings of [log .05, log 20]: the ends are exact to 1e-12. */
    private static final int HALVINGS = 44;

    /** Differences of counts are exact: enough halvings for the precision of a double. */
    private static final int HALVINGS_OF_DIFFERENCES = 60;

    /**
     * Returns the interval of all these rounds, in their order.
     *
     * @param rule provides the quantile and the risks; its tolerance and cap are not used
     */
    public static RatioInterval of(RelativeRule rule, double[] baseline, double[] candidate) {
        return of(rule, baseline, candidate, Math.min(baseline.length, candidate.length));
    }

    /** Returns the interval of the first n rounds. */
    static RatioInterval of(RelativeRule rule, double[] baseline, double[] candidate, int n) {
        double threshold = CountEvidence.threshold(Defaults.INTERVAL_LEVEL);
        DoublePredicate tooLow =
                limit -> reached(replay(rule, limit, baseline, candidate, n).logFail(), threshold);
        DoublePredicate tooHigh =
                limit -> reached(replay(rule, limit, baseline, candidate, n).logPass(), threshold);
        if (rule.contrast() == Contrast.DIFFERENCE) {
            return ofDifferences(rule, tooLow, tooHigh, Arrays.copyOf(baseline, n), Arrays.copyOf(candidate, n));
        }
        double low = tooLow.test(LOWEST) ? lastWith(tooLow) : 0;
        boolean bounded = n >= RelativeRule.firstPossiblePass(rule.p(), rule.missed()) && tooHigh.test(HIGHEST);
        return new RatioInterval(low, bounded ? lastWith(tooHigh.negate()) : Double.POSITIVE_INFINITY);
    }

    private static RatioInterval ofDifferences(
            RelativeRule rule, DoublePredicate tooLow, DoublePredicate tooHigh, double[] baseline, double[] candidate) {
        double[] finite = DoubleStream.concat(DoubleStream.of(baseline), DoubleStream.of(candidate))
                .filter(Double::isFinite)
                .toArray();
        double reach = Arrays.stream(finite).max().orElse(0) + 1;
        boolean whole = Arrays.stream(finite).allMatch(x -> x == Math.rint(x));
        double low = tooLow.test(-reach) ? lastWith(tooLow, reach, whole) : Double.NEGATIVE_INFINITY;
        boolean bounded =
                baseline.length >= RelativeRule.firstPossiblePass(rule.p(), rule.missed()) && tooHigh.test(reach);
        return new RatioInterval(low, bounded ? lastWith(tooHigh.negate(), reach, whole) : Double.POSITIVE_INFINITY);
    }

    private static double lastWith(DoublePredicate holds, double reach, boolean whole) {
        double low = -reach;
        double high = reach;
        for (int i = 0; i < HALVINGS_OF_DIFFERENCES; i++) {
            double middle = (low + high) / 2;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double end = (low + high) / 2;
        // Avoids a negative zero.
        return whole ? Math.rint(end) + 0.0 : end;
    }

    private static RelativeEvidence replay(
            RelativeRule rule, double limit, double[] baseline, double[] candidate, int n) {
        RelativeEvidence evidence = RelativeEvidence.of(rule, limit);
        for (int i = 0; i < n; i++) {
            evidence.add(baseline[i], candidate[i]);
        }
        return evidence;
    }

    /** Returns the last point at which a predicate that holds at first still holds. */
    private static double lastWith(DoublePredicate holds) {
        double low = Math.log(LOWEST);
        double high = Math.log(HIGHEST);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (holds.test(Math.exp(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }
}
