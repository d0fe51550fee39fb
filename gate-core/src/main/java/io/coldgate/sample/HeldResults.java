package io.coldgate.sample;

/**
 * The results of another tool that a results file was to hold.
 *
 * @param source the entry of {@code results:}
 * @param series how many series follow; 0 for results that could not be read
 */
public record HeldResults(ToolResults.Source source, int series) {
    /** Returns what the records of these results will be. */
    public static HeldResults of(ToolResults results) {
        return new HeldResults(results.source(), results.series().size());
    }
}
