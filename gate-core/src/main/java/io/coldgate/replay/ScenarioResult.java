package io.coldgate.replay;

/**
 * The results of one rule in one scenario.
 *
 * @param scenario the scenario
 * @param functions functions that it decided, over all builds
 * @param failed how many of them it failed: false alarms for unchanged code, else regressions caught
 * @param passed how many it passed: regressions missed
 * @param inconclusive how many it left open
 * @param redBuilds builds with at least one failed function
 * @param medianStarts cold starts for one function, median
 * @param meanStarts cold starts for one function, mean
 */
public record ScenarioResult(
        Scenario scenario,
        long functions,
        long failed,
        long passed,
        long inconclusive,
        long redBuilds,
        int medianStarts,
        double meanStarts) {
    /** The exact 95 % interval of the share of failed functions. */
    public BinomialInterval failedInterval() {
        return BinomialInterval.of(failed, functions);
    }
}
