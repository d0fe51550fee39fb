package io.coldgate.sample;

/**
 * The results of another tool that a results file is supposed to contain.
 *
 * @param source the entry of {@code results:}
 * @param series the number of series that follow; 0 for results that could not be read
 */
public record HeldResults(ToolResults.Source source, int series) {
    /** Returns the description of the records that these results will have. */
    public static HeldResults of(ToolResults results) {
        return new HeldResults(results.source(), results.series().size());
    }
}
