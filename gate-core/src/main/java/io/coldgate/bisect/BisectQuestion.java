package io.coldgate.bisect;

/**
 * A search for the first slow commit. Evidence for one question does not apply to another.
 *
 * @param good full name of the fast commit
 * @param bad full name of the slow one
 * @param function the function's name in the thresholds file
 * @param metric the metric's key
 * @param quantile the quantile's key, such as {@code p50}
 * @param tolerance how much slower a commit may be and still count as fast: .05 for {@code +5%}
 * @param toleranceDerived whether the tolerance of the commits in between follows from the slow commit's step
 * @param platform the platform's key
 * @param settings SHA-256 of everything else that a comparison depends on: the function's settings, its events, the
 *     error rates
 */
public record BisectQuestion(
        String good,
        String bad,
        String function,
        String metric,
        String quantile,
        double tolerance,
        boolean toleranceDerived,
        String platform,
        String settings) {}
