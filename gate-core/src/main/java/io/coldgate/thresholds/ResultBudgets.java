package io.coldgate.thresholds;

import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One entry of {@code results:}.
 *
 * @param source whose results, and the path as the file has it
 * @param path the file, folder or pattern of files, absolute, below the repository; empty where the gate
 *     makes the results and the file names none
 * @param baseline what the relative limits are relative to
 * @param budgets the limits, in the file's order, absolute ones first
 * @param missed probability to pass a check that is over its limit
 * @param onInconclusive what an inconclusive check does
 * @param location where the entry stands
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

    /** Returns what the gate runs for this entry; empty where its results are there already. */
    public Optional<ResultBaseline.Measured> measured() {
        return baseline.filter(ResultBaseline.Measured.class::isInstance).map(ResultBaseline.Measured.class::cast);
    }

    /** Returns whether these results belong to the entry, as its own or as its baseline's. */
    public boolean reads(ToolResults.Source other) {
        return source.equals(other)
                || baseline.map(each -> each.source().equals(other)).orElse(false);
    }
}
