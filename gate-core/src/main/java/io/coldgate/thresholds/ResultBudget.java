package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.util.Optional;

/**
 * One limit on results of another tool.
 *
 * @param pattern pattern for the names of the series
 * @param metric their metric; empty for the primary one
 * @param rule the limited property
 * @param limit the limit; for a relative limit, the share by which the candidate may be worse
 * @param location its location in the file
 * @param path its key's path in the file, for messages
 * @param against the results that it is relative to; empty for an absolute limit
 */
public record ResultBudget(
        String pattern,
        Optional<String> metric,
        BudgetRule rule,
        ResultLimit limit,
        Location location,
        String path,
        Optional<ResultBaseline> against) {
    /** An absolute limit. */
    public ResultBudget(
            String pattern,
            Optional<String> metric,
            BudgetRule rule,
            ResultLimit limit,
            Location location,
            String path) {
        this(pattern, metric, rule, limit, location, path, Optional.empty());
    }
}
