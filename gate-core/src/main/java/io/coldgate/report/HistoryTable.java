package io.coldgate.report;

import io.coldgate.history.BudgetRecord;
import io.coldgate.history.HistoryView;
import io.coldgate.history.RecoveryRecord;
import io.coldgate.history.Trend;
import io.coldgate.unit.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The output of {@code coldgate history show}. */
public final class HistoryTable {
    private final HistoryView view;
    private final StringBuilder out = new StringBuilder();

    private HistoryTable(HistoryView view) {
        this.view = view;
    }

    /** The choice of rows. */
    public enum Rows {
        /** Series with a budget or a change, and all budgets. */
        USUAL,
        /** All series and all budgets. */
        ALL,
        /** Series with a change, and budgets with a breach. */
        CHANGED
    }

    /**
     * Returns the table.
     *
     * @param name the history's name
     */
    public static String render(HistoryView view, String name, Rows rows) {
        HistoryTable table = new HistoryTable(view);
        if (rows != Rows.CHANGED) {
            table.head(name);
        }
        table.trends(rows);
        table.budgets(rows);
        if (rows != Rows.CHANGED) {
            table.recoveries();
            table.hosts();
        }
        if (!view.ahead().isEmpty()) {
            table.out.append('\n').append(HistoryWords.ahead(view.ahead())).append('\n');
        }
        return table.out.toString();
    }

    private void head(String name) {
        BudgetRecord builds = view.builds();
        out.append(HistoryWords.safe(name)).append(": ").append(builds.text());
        HistoryWords.newest(view)
                .ifPresent(build -> out.append("; newest ")
                        .append(build)
                        .append(' ')
                        .append(view.newestVerdict().orElseThrow().word()));
        out.append('\n');
    }

    private void trends(Rows rows) {
        List<Trend> wanted = view.trends().stream()
                .filter(trend ->
                        rows == Rows.ALL || !trend.shifts().isEmpty() || rows == Rows.USUAL && view.hasBudget(trend))
                .toList();
        List<List<String>> lines = new ArrayList<>();
        for (Trend trend : wanted) {
            Optional<Trend.Point> last = trend.last();
            lines.add(List.of(
                    HistoryWords.safe(trend.key().function()),
                    HistoryWords.safe(trend.key().metric()),
                    last.map(point -> HistoryWords.median(point.series())).orElse("changes only"),
                    HistoryWords.trend(trend) + more(trend)));
        }
        table(List.of("function", "metric", "median (95 % a side)", "trend"), lines);
    }

    private static String more(Trend trend) {
        int earlier = trend.shifts().size() - 1;
        return earlier > 0 ? "; " + Counted.of(earlier, "change") + " before" : "";
    }

    private void budgets(Rows rows) {
        List<List<String>> lines = new ArrayList<>();
        for (BudgetRecord budget : view.budgets()) {
            if (rows != Rows.CHANGED || budget.breaches() > 0) {
                String old = view.isOld(budget)
                        ? "; last judged "
                                + budget.last().map(HistoryWords::date).orElse("by changes only")
                        : "";
                lines.add(List.of(
                        HistoryWords.safe(budget.budget().shown() + " " + budget.limit()), budget.text() + old));
            }
        }
        table(List.of("budget", "without a breach"), lines);
    }

    private void recoveries() {
        List<List<String>> lines = new ArrayList<>();
        for (RecoveryRecord record : view.recoveries()) {
            lines.add(List.of(
                    HistoryWords.safe(record.function()),
                    HistoryWords.recoveries(record) + "; newest "
                            + WatchText.time(record.newest().alarmMillis())));
        }
        table(List.of("in production", "time to recovery"), lines);
    }

    private void hosts() {
        if (view.hostChanges().isEmpty()) {
            return;
        }
        out.append("\nchanges of host; runs are not compared with those on another host\n");
        view.hostChanges()
                .forEach(change -> out.append("  ")
                        .append(HistoryWords.run(change.run()))
                        .append(": ")
                        .append(HistoryWords.safe(String.join("; ", change.differences())))
                        .append('\n'));
    }

    private void table(List<String> head, List<List<String>> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(lines);
        out.append(out.isEmpty() ? "" : "\n").append(TextTable.of(all));
    }
}
