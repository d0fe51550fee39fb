package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.util.Optional;

/**
 * One limit on results of another tool.
 *
 * @param pattern which series, by name
 * @param metric which of their metrics; empty for the primary one
 * @param rule which property
 * @param limit the limit; of a relative one the share by which the candidate may be worse
 * @param location where it stands
 * @param path its key's path in the file, for messages
 * @param against what it is relative to; empty for an absolute limit
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
