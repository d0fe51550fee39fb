package io.coldgate.report.html;

import io.coldgate.history.FiledIncident;
import io.coldgate.history.HistoryView;
import io.coldgate.report.HistoryWords;
import io.coldgate.report.WatchText;
import java.time.Duration;
import java.util.List;

/** The part of the history's page about incidents in production; nothing where none is filed. */
final class RecoverySection {
    /** The columns of the table, after the time of the alarm. */
    private static final List<String> COLUMNS = List.of("Function", "Broken objectives", "Steps", "Time to recovery");

    private final Markup out;
    private final HistoryView view;

    RecoverySection(Markup out, HistoryView view) {
        this.out = out;
        this.view = view;
    }

    void draw() {
        if (view.incidents().isEmpty()) {
            return;
        }
        out.open("section", "id", "production", "aria-labelledby", "production-h");
        out.element("h2", "In production", "id", "production-h");
        out.element(
                "p", "Incidents that coldgate watch saw, from the alarm to the proof of recovery.", "class", "what");
        out.open("ul");
        view.recoveries()
                .forEach(record ->
                        out.element("li", Words.cut(record.function()) + ": " + HistoryWords.recoveries(record) + "."));
        out.close("ul");
        out.open("table", "class", "rows").open("thead").open("tr").element("th", "Alarm", "scope", "col");
        COLUMNS.forEach(column -> out.element("th", column, "scope", "col"));
        out.close("tr").close("thead").open("tbody");
        for (int i = view.incidents().size() - 1; i >= 0; i--) {
            row(view.incidents().get(i));
        }
        out.close("tbody").close("table").close("section");
    }

    private void row(FiledIncident incident) {
        List<String> cells = List.of(
                Words.cut(incident.function()),
                Words.cut(String.join(", ", incident.objectives())),
                incident.steps().isEmpty() ? "none" : Words.cut(steps(incident)),
                WatchText.shown(Duration.ofMillis(incident.millisToRecovery())));
        out.open("tr").element("th", WatchText.time(incident.alarmMillis()), "scope", "row");
        for (int i = 0; i < cells.size(); i++) {
            out.element("td", cells.get(i), "data-label", COLUMNS.get(i));
        }
        out.close("tr");
    }

    private static String steps(FiledIncident incident) {
        return String.join(
                "; ", incident.steps().stream().map(HistoryWords::step).toList());
    }
}
