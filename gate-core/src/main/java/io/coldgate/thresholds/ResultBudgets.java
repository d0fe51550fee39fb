package io.coldgate.thresholds;

import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;

/**
 * One entry of {@code results:}.
 *
 * @param source whose results, and the path as the file has it
 * @param path the file, folder or pattern of files, absolute, below the repository
 * @param budgets the limits, in the file's order
 * @param missed probability to pass a check that is over its limit
 * @param onInconclusive what an inconclusive check does
 * @param location where the entry stands
 */
public record ResultBudgets(
        ToolResults.Source source,
        Path path,
        List<ResultBudget> budgets,
        double missed,
        OnInconclusive onInconclusive,
        Location location) {
    /** Copies the list. */
    public ResultBudgets {
        budgets = List.copyOf(budgets);
    }
}
