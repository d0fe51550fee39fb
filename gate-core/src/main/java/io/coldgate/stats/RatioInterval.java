package io.coldgate.stats;

import static io.coldgate.stats.Defaults.reached;

import java.util.function.DoublePredicate;

/**
 * The ratios that the rounds do not contradict: {@code {rho : E_F(rho) < 20 and E_P(rho) < 20}}, valid at every round
 * at once, each end wrong with probability at most 5 %. E_F falls and E_P rises in rho, so both ends are found by
 * bisection on log rho within [.05, 20]; what lies outside is reported as 0 or +infinity. The upper end is given only
 * from the first possible PASS on.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record RatioInterval(double low, double high) {
    private static final double LOWEST = .05;
    private static final double HIGHEST = 20;

    /** Halvings of [log .05, log 20]: the ends are exact to 1e-12. */
    private static final int HALVINGS = 44;

    /**
     * Returns the interval of all these rounds, in their order.
     *
     * @param rule whose quantile and risks are meant; its tolerance and cap play no part
     */
    public static RatioInterval of(RelativeRule rule, double[] baseline, double[] candidate) {
        return of(rule, baseline, candidate, Math.min(baseline.length, candidate.length));
    }

    /** Returns the interval of the first n rounds. */
    static RatioInterval of(RelativeRule rule, double[] baseline, double[] candidate, int n) {
        double threshold = CountEvidence.threshold(Defaults.INTERVAL_LEVEL);
        DoublePredicate tooLow =
                rho -> reached(replay(rule, rho, baseline, candidate, n).logFail(), threshold);
        DoublePredicate tooHigh =
                rho -> reached(replay(rule, rho, baseline, candidate, n).logPass(), threshold);
        double low = tooLow.test(LOWEST) ? lastWith(tooLow) : 0;
        boolean bounded = n >= RelativeRule.firstPossiblePass(rule.p(), rule.beta()) && tooHigh.test(HIGHEST);
        return new RatioInterval(low, bounded ? lastWith(tooHigh.negate()) : Double.POSITIVE_INFINITY);
    }

    private static RelativeEvidence replay(
            RelativeRule rule, double rho, double[] baseline, double[] candidate, int n) {
        RelativeEvidence evidence = RelativeEvidence.of(rule, rho);
        for (int i = 0; i < n; i++) {
            evidence.add(baseline[i], candidate[i]);
        }
        return evidence;
    }

    /** Returns where a predicate that holds at first stops holding. */
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
