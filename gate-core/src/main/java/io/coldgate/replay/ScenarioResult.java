package io.coldgate.replay;

/**
 * The results of one rule in one scenario.
 *
 * @param scenario the scenario
 * @param functions number of functions that it decided, over all builds
 * @param failed number of failed functions: false alarms for unchanged code, otherwise caught regressions
 * @param passed number of passed functions: missed regressions, for slower code
 * @param inconclusive number of undecided functions
 * @param redBuilds number of builds with at least one failed function
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
    /** Returns the exact 95 % interval of the share of failed functions. */
    public BinomialInterval failedInterval() {
        return BinomialInterval.of(failed, functions);
    }
}
