package io.coldgate.thresholds;

import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code results:}.
 *
 * @param source the tool, and the path as written in the file
 * @param path the file, folder or pattern of files, absolute, below the repository; empty if the gate produces the
 *     results and the file names no path
 * @param baseline the results that the relative limits refer to
 * @param budgets the limits, in the file's order, absolute ones first
 * @param missed probability that a check passes although it is over its limit
 * @param onInconclusive the effect of an inconclusive check
 * @param location the location of the entry
 */
public record ResultBudgets(
        ToolResults.Source source,
        Optional<Path> path,
        Optional<ResultBaseline> baseline,
        List<ResultBudget> budgets,
        double missed,
        OnInconclusive onInconclusive,
        Location location) {
    /** Copies the list. */
    public ResultBudgets {
        budgets = List.copyOf(budgets);
    }

    /** Returns the measurement that the gate runs for this entry; empty if its results already exist. */
    public Optional<ResultBaseline.Measured> measured() {
        return baseline.filter(ResultBaseline.Measured.class::isInstance).map(ResultBaseline.Measured.class::cast);
    }

    /** Returns whether these results belong to the entry, as its own results or those of its baseline. */
    public boolean reads(ToolResults.Source other) {
        return source.equals(other)
                || baseline.map(each -> each.source().equals(other)).orElse(false);
    }
}
