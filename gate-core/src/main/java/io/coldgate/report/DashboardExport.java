package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.MetricCheck;
import io.coldgate.gate.ResultCheck;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.report.document.PrettyJson;
import io.coldgate.thresholds.BudgetRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The estimates of a run for the dashboards of other tools, so a team can keep the one that it has. Values are in
 * nanoseconds, bytes or the unit of the check. Dashboards only show them; a check without a finite estimate is left
 * out.
 */
public enum DashboardExport {
    /** Bencher Metric Format: an object of benchmarks, each an object of measures. */
    BMF("bmf"),
    /** github-action-benchmark, {@code customSmallerIsBetter}. */
    GAB("gab"),
    /** github-action-benchmark, {@code customBiggerIsBetter}. */
    GAB_BIGGER("gab-bigger");

    private final String key;

    DashboardExport(String key) {
        this.key = key;
    }

    /** Returns the format with this name. */
    public static Optional<DashboardExport> ofKey(String key) {
        return Arrays.stream(values()).filter(format -> format.key.equals(key)).findFirst();
    }

    /** Returns all names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(format -> format.key).toList();
    }

    private record Entry(String benchmark, String measure, String unit, SeriesFigures figures, boolean quantile) {}

    /** Returns the document. */
    public String render(Judgement judgement) {
        return this == BMF ? bmf(entries(judgement, true, true)) : gab(entries(judgement, this == GAB, this != GAB));
    }

    private static List<Entry> entries(Judgement judgement, boolean smaller, boolean bigger) {
        List<Entry> entries = new ArrayList<>();
        for (CheckResult result : judgement.results()) {
            Check check = result.check();
            boolean atLeast = check instanceof ResultCheck of && of.limit().atLeast()
                    || check instanceof MetricCheck starts && starts.metric().moreIsBetter();
            if (result.figures().isEmpty()
                    || !Double.isFinite(result.figures().get().estimate())
                    || isOfFailures(check)
                    || (atLeast ? !bigger : !smaller)) {
                continue;
            }
            entries.add(new Entry(
                    check.function(),
                    check.subject() + " " + check.rule(),
                    CheckEntries.unit(check),
                    result.figures().get(),
                    check.isQuantile()));
        }
        return entries;
    }

    /** Returns whether the limit is on the share of failures, which does not fit into a dashboard of durations. */
    private static boolean isOfFailures(Check check) {
        return check instanceof BudgetCheck starts && starts.budgetRule() instanceof BudgetRule.Failed
                || check instanceof ResultCheck of && of.budgetRule() instanceof BudgetRule.Failed;
    }

    private static String bmf(List<Entry> entries) {
        Map<String, List<Entry>> benchmarks = new LinkedHashMap<>();
        entries.forEach(entry -> benchmarks
                .computeIfAbsent(entry.benchmark(), unused -> new ArrayList<>())
                .add(entry));
        return PrettyJson.object(out -> {
            for (Map.Entry<String, List<Entry>> benchmark : benchmarks.entrySet()) {
                out.writeObjectFieldStart(benchmark.getKey());
                for (Entry entry : benchmark.getValue()) {
                    out.writeObjectFieldStart(entry.measure());
                    bounds(out, entry);
                    out.writeEndObject();
                }
                out.writeEndObject();
            }
        });
    }

    private static void bounds(JsonGenerator out, Entry entry) throws IOException {
        out.writeNumberField("value", entry.figures().estimate());
        if (entry.quantile()
                && entry.figures().intervalLow() > 0
                && Double.isFinite(entry.figures().intervalLow())) {
            out.writeNumberField("lower_value", entry.figures().intervalLow());
        }
        if (entry.quantile() && Double.isFinite(entry.figures().intervalHigh())) {
            out.writeNumberField("upper_value", entry.figures().intervalHigh());
        }
    }

    private static String gab(List<Entry> entries) {
        return PrettyJson.list(out -> {
            for (Entry entry : entries) {
                out.writeStartObject();
                out.writeStringField("name", entry.benchmark() + " " + entry.measure());
                out.writeStringField("unit", entry.unit());
                out.writeNumberField("value", entry.figures().estimate());
                out.writeStringField("extra", entry.figures().n() + " samples");
                out.writeEndObject();
            }
        });
    }
}
