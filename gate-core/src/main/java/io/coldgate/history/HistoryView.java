package io.coldgate.history;

import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A history, evaluated once for all its displays.
 *
 * @param runs all runs, oldest first
 * @param trends every series over the runs
 * @param budgets every budget's record
 * @param hostChanges runs of the default branch on another host than the run before
 * @param incidents incidents of watched functions, oldest first
 * @param newestBuild the newest build of the default branch, its newest run first: that run, and other shards of it,
 *     which are runs of the same commit by the same thresholds file with checks that no newer run repeated; empty when
 *     only changes were filed
 * @param ahead runs that are excluded from all of these because their time is in the future, oldest first
 */
public record HistoryView(
        List<FiledRun> runs,
        List<Trend> trends,
        List<BudgetRecord> budgets,
        List<HostChange> hostChanges,
        List<FiledIncident> incidents,
        List<FiledRun> newestBuild,
        List<FiledRun> ahead) {
    /** Copies the lists. */
    public HistoryView {
        runs = List.copyOf(runs);
        trends = List.copyOf(trends);
        budgets = List.copyOf(budgets);
        hostChanges = List.copyOf(hostChanges);
        incidents = List.copyOf(incidents);
        newestBuild = List.copyOf(newestBuild);
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
        List<BudgetRecord> budgets = BudgetRecord.of(runs);
        return new HistoryView(
                runs,
                inOrder(Trends.of(runs), budgets),
                budgets,
                hostChanges(runs),
                incidents,
                newestBuild(runs),
                ahead);
    }

    /** Returns the trends in the order of the budgets' functions: that of the file, and not of the first starts. */
    private static List<Trend> inOrder(List<Trend> trends, List<BudgetRecord> budgets) {
        List<String> functions = budgets.stream()
                .map(each -> each.budget().function())
                .distinct()
                .toList();
        return trends.stream()
                .sorted(Comparator.comparingInt(trend -> {
                    int place = functions.indexOf(trend.key().function());
                    return place < 0 ? functions.size() : place;
                }))
                .toList();
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
        return newest(runs);
    }

    private static Optional<FiledRun> newest(List<FiledRun> runs) {
        return runs.stream().filter(run -> !run.change()).reduce((older, newer) -> newer);
    }

    private static List<FiledRun> newestBuild(List<FiledRun> runs) {
        Optional<FiledRun> newest = newest(runs);
        if (newest.isEmpty()) {
            return List.of();
        }
        List<FiledRun> build = new ArrayList<>();
        Set<FiledCheck.BudgetKey> repeated = new HashSet<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            FiledRun run = runs.get(i);
            if (run.equals(newest.get()) || isShard(run, newest.get())) {
                List<FiledCheck.BudgetKey> budgets =
                        run.checks().stream().map(FiledCheck::budget).toList();
                if (run.equals(newest.get()) || budgets.stream().noneMatch(repeated::contains)) {
                    build.add(run);
                }
                repeated.addAll(budgets);
            }
        }
        return build;
    }

    private static boolean isShard(FiledRun run, FiledRun of) {
        return !run.change()
                && !run.commit().isEmpty()
                && run.commit().equals(of.commit())
                && run.thresholdsSha256().equals(of.thresholdsSha256());
    }

    /** Returns the verdict of the newest build, the worst of its shards; empty when only changes were filed. */
    public Optional<Verdict> newestVerdict() {
        return Verdict.worst(newestBuild.stream().map(FiledRun::verdict).toList());
    }

    /** Returns whether there is a budget on that series' metric. */
    public boolean hasBudget(Trend trend) {
        return budgets.stream()
                .map(BudgetRecord::budget)
                .anyMatch(budget -> budget.function().equals(trend.key().function())
                        && budget.metric().equals(trend.key().metric()));
    }

    /** Returns whether the newest build did not judge a budget, for example because it is no longer in the file. */
    public boolean isOld(BudgetRecord budget) {
        return budget.last().filter(newestBuild::contains).isEmpty();
    }

    /** Shards of one build may run on different hosts, so a run is compared with the one that measured the same. */
    private static List<HostChange> hostChanges(List<FiledRun> runs) {
        List<HostChange> changes = new ArrayList<>();
        Map<String, FiledRun> last = new HashMap<>();
        for (FiledRun run : runs) {
            if (!run.change()) {
                Set<String> functions = run.series().stream()
                        .map(series -> series.key().function())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                functions.stream()
                        .flatMap(function -> Stream.ofNullable(last.get(function)))
                        .map(before -> run.host().differences(before.host()))
                        .filter(differences -> !differences.isEmpty())
                        .findFirst()
                        .ifPresent(differences -> changes.add(new HostChange(run, differences)));
                functions.forEach(function -> last.put(function, run));
            }
        }
        return changes;
    }
}
