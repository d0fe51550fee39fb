package io.coldgate.bisect;

/**
 * A search for the first slow commit. Evidence of one question says nothing about another one.
 *
 * @param good full name of the fast commit
 * @param bad full name of the slow one
 * @param function the function's name in the thresholds file
 * @param metric the metric's key
 * @param quantile the quantile's key, such as {@code p50}
 * @param tolerance by how much a commit may be slower and is fast still: .05 for {@code +5%}
 * @param platform the platform's key
 * @param settings SHA-256 of all else that a comparison depends on: the function's settings, its events, the risks
 */
public record BisectQuestion(
        String good,
        String bad,
        String function,
        String metric,
        String quantile,
        double tolerance,
        String platform,
        String settings) {}
