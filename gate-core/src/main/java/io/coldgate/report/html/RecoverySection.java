package io.coldgate.report.html;

import io.coldgate.history.FiledIncident;
import io.coldgate.history.HistoryView;
import io.coldgate.report.HistoryWords;
import io.coldgate.report.WatchText;
import java.time.Duration;
import java.util.List;

/** The part of the history's page about incidents in production; empty if none is filed. */
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
        RowTable table = new RowTable(out, COLUMNS);
        table.open("Alarm");
        for (int i = view.incidents().size() - 1; i >= 0; i--) {
            FiledIncident incident = view.incidents().get(i);
            table.row(WatchText.time(incident.alarmMillis()), cells(incident));
        }
        table.close();
        out.close("section");
    }

    private static List<String> cells(FiledIncident incident) {
        return List.of(
                Words.cut(incident.function()),
                Words.cut(String.join(", ", incident.objectives())),
                incident.steps().isEmpty() ? "none" : Words.cut(steps(incident)),
                WatchText.shown(Duration.ofMillis(incident.millisToRecovery())));
    }

    private static String steps(FiledIncident incident) {
        return String.join(
                "; ", incident.steps().stream().map(HistoryWords::step).toList());
    }
}
