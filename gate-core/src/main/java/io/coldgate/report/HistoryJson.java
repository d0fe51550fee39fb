package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.history.BudgetRecord;
import io.coldgate.history.FiledIncident;
import io.coldgate.history.FiledIncidentWriter;
import io.coldgate.history.FiledRun;
import io.coldgate.history.FiledSeries;
import io.coldgate.history.HistoryView;
import io.coldgate.history.Trend;
import io.coldgate.report.document.PrettyJson;
import java.io.IOException;
import java.util.List;

/**
 * The output of {@code coldgate history show --json}. Times are nanoseconds or milliseconds since 1970, sizes bytes.
 */
public final class HistoryJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private HistoryJson() {}

    /** Returns the whole history except individual runs, which are in the history's files. */
    public static String render(HistoryView view) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeNumberField("runs", view.runs().size());
            record(out, "builds", view.builds());
            out.writeArrayFieldStart("series");
            for (Trend trend : view.trends()) {
                trend(out, trend);
            }
            out.writeEndArray();
            budgets(out, view.budgets());
            hostChanges(out, view.hostChanges());
            out.writeArrayFieldStart("ahead");
            for (FiledRun run : view.ahead()) {
                out.writeStartObject();
                members(out, run);
                out.writeEndObject();
            }
            out.writeEndArray();
            incidents(out, view.incidents());
        });
    }

    private static void budgets(JsonGenerator out, List<BudgetRecord> budgets) throws IOException {
        out.writeArrayFieldStart("budgets");
        for (BudgetRecord budget : budgets) {
            out.writeStartObject();
            out.writeStringField("function", budget.budget().function());
            out.writeStringField("metric", budget.budget().metric());
            out.writeStringField("rule", budget.budget().rule());
            out.writeBooleanField("relative", budget.budget().relative());
            out.writeStringField("limit", budget.limit());
            members(out, budget);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void hostChanges(JsonGenerator out, List<HistoryView.HostChange> changes) throws IOException {
        out.writeArrayFieldStart("hostChanges");
        for (HistoryView.HostChange change : changes) {
            out.writeStartObject();
            run(out, "run", change.run());
            out.writeArrayFieldStart("differences");
            for (String difference : change.differences()) {
                out.writeString(difference);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void incidents(JsonGenerator out, List<FiledIncident> incidents) throws IOException {
        out.writeArrayFieldStart("incidents");
        for (FiledIncident incident : incidents) {
            out.writeStartObject();
            FiledIncidentWriter.members(out, incident);
            out.writeNumberField("timeToRecovery", incident.millisToRecovery() * NANOS_PER_MILLI);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void trend(JsonGenerator out, Trend trend) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", trend.key().function());
        out.writeStringField("metric", trend.key().metric());
        out.writeStringField("unit", trend.unit().text());
        out.writeNumberField("comparableRuns", trend.comparableRuns());
        if (trend.last().isPresent()) {
            FiledSeries last = trend.last().get().series();
            run(out, "last", trend.last().get().run());
            out.writeNumberField("n", last.n());
            out.writeNumberField("failed", last.failed());
            number(out, "median", last.median().value());
            number(out, "intervalLow", last.median().low());
            number(out, "intervalHigh", last.median().high());
        }
        out.writeArrayFieldStart("changePoints");
        for (Trend.Shift shift : trend.shifts()) {
            out.writeStartObject();
            run(out, "first", shift.first());
            run(out, "seen", shift.seen());
            number(out, "before", shift.before());
            number(out, "after", shift.after());
            number(out, "change", shift.share());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void record(JsonGenerator out, String name, BudgetRecord budget) throws IOException {
        out.writeObjectFieldStart(name);
        members(out, budget);
        out.writeEndObject();
    }

    private static void members(JsonGenerator out, BudgetRecord budget) throws IOException {
        if (budget.daysWithoutBreach().isPresent()) {
            out.writeNumberField("daysWithoutBreach", budget.daysWithoutBreach().get());
        }
        out.writeNumberField("runs", budget.runs());
        out.writeNumberField("breaches", budget.breaches());
        out.writeNumberField("undecided", budget.undecided());
        out.writeNumberField("accepted", budget.accepted());
        out.writeNumberField("notMeasured", budget.notMeasured());
        out.writeNumberField("changes", budget.changes());
        out.writeNumberField("blocked", budget.blocked());
        if (budget.last().isPresent()) {
            run(out, "last", budget.last().get());
        }
    }

    private static void run(JsonGenerator out, String name, FiledRun run) throws IOException {
        out.writeObjectFieldStart(name);
        members(out, run);
        out.writeEndObject();
    }

    private static void members(JsonGenerator out, FiledRun run) throws IOException {
        out.writeStringField("run", run.digest());
        out.writeStringField("commit", run.commit());
        out.writeNumberField("startedAt", run.startedAtMillis());
        out.writeStringField("verdict", run.verdict().name());
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        } else {
            out.writeNullField(name);
        }
    }
}
