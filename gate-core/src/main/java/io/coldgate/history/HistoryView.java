package io.coldgate.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A history, evaluated once for all its displays.
 *
 * @param runs all runs, oldest first
 * @param trends every series over the runs
 * @param budgets every budget's record
 * @param hostChanges runs of the default branch on another host than the run before
 * @param incidents incidents of watched functions, oldest first
 * @param ahead runs that are excluded from all of these because their time is in the future, oldest first
 */
public record HistoryView(
        List<FiledRun> runs,
        List<Trend> trends,
        List<BudgetRecord> budgets,
        List<HostChange> hostChanges,
        List<FiledIncident> incidents,
        List<FiledRun> ahead) {
    /** Copies the lists. */
    public HistoryView {
        runs = List.copyOf(runs);
        trends = List.copyOf(trends);
        budgets = List.copyOf(budgets);
        hostChanges = List.copyOf(hostChanges);
        incidents = List.copyOf(incidents);
        ahead = List.copyOf(ahead);
    }

    /**
     * A run on another host than the run before.
     *
     * @param run the first run there
     * @param differences the differences as text: {@code cpu: A here, B there}
     */
    public record HostChange(FiledRun run, List<String> differences) {}

    /**
     * Evaluates a history.
     *
     * @param filed its entries, in any order
     * @param nowMillis the present time, milliseconds since 1970: a single run with a clock that is years ahead would
     *     otherwise stay the newest run for years, which would count as days without a breach
     */
    public static HistoryView of(List<? extends FiledEntry> filed, long nowMillis) {
        List<FiledRun> runs = new ArrayList<>();
        List<FiledRun> ahead = new ArrayList<>();
        List<FiledIncident> incidents = new ArrayList<>();
        for (FiledEntry entry : filed) {
            if (entry instanceof FiledRun run) {
                (FiledRun.isAhead(run.startedAtMillis(), nowMillis) ? ahead : runs).add(run);
            } else {
                incidents.add((FiledIncident) entry);
            }
        }
        runs.sort(FiledRun.BY_TIME);
        ahead.sort(FiledRun.BY_TIME);
        incidents.sort(FiledIncident.BY_TIME);
        return new HistoryView(runs, Trends.of(runs), BudgetRecord.of(runs), hostChanges(runs), incidents, ahead);
    }

    /** Returns each watched function's times to recovery. */
    public List<RecoveryRecord> recoveries() {
        return RecoveryRecord.of(incidents);
    }

    /** Returns the record of whole builds. */
    public BudgetRecord builds() {
        return BudgetRecord.ofBuilds(runs);
    }

    /** Returns the newest run of the default branch; empty when only changes were filed. */
    public Optional<FiledRun> newest() {
        return runs.stream().filter(run -> !run.change()).reduce((older, newer) -> newer);
    }

    /** Returns whether there is a budget on that series' metric. */
    public boolean hasBudget(Trend trend) {
        return budgets.stream()
                .map(BudgetRecord::budget)
                .anyMatch(budget -> budget.function().equals(trend.key().function())
                        && budget.metric().equals(trend.key().metric()));
    }

    /** Returns whether the newest run did not judge a budget, for example because it is no longer in the file. */
    public boolean isOld(BudgetRecord budget) {
        return !budget.last().equals(newest());
    }

    private static List<HostChange> hostChanges(List<FiledRun> runs) {
        List<FiledRun> branch = runs.stream().filter(run -> !run.change()).toList();
        List<HostChange> changes = new ArrayList<>();
        for (int i = 1; i < branch.size(); i++) {
            List<String> differences =
                    branch.get(i).host().differences(branch.get(i - 1).host());
            if (!differences.isEmpty()) {
                changes.add(new HostChange(branch.get(i), differences));
            }
        }
        return changes;
    }
}
