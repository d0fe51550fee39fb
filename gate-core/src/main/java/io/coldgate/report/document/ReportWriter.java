package io.coldgate.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Writes {@code report.json}. Values are in nanoseconds, bytes or plain numbers, as {@code unit} says; a failed start's
 * value and an absent bound are null. Field by field, for binding by reflection would cost every run a tenth of a
 * second.
 */
public final class ReportWriter {
    private ReportWriter() {}

    /** Returns the text of a report. */
    public static String text(ReportDocument report) {
        return PrettyJson.object(out -> {
            head(out, report);
            out.writeArrayFieldStart("checks");
            for (CheckEntry check : report.checks()) {
                check(out, check);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("functions");
            for (FunctionEntry function : report.functions()) {
                function(out, function);
            }
            out.writeEndArray();
            if (!report.results().isEmpty()) {
                out.writeArrayFieldStart("results");
                for (ToolEntry tool : report.results()) {
                    tool(out, tool);
                }
                out.writeEndArray();
            }
            if (!report.explanations().isEmpty()) {
                ExplanationJson.write(out, report.explanations());
            }
        });
    }

    /**
     * Returns the text of a report of a run that decided nothing: what went wrong instead of verdicts.
     *
     * @param exitCode what the command exits with
     */
    public static String text(String coldgateVersion, int exitCode, List<Problem> problems) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", ReportDocument.SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            out.writeNumberField("exitCode", exitCode);
            problems(out, problems);
        });
    }

    private static void head(JsonGenerator out, ReportDocument report) throws IOException {
        ReportDocument.Run run = report.run();
        out.writeNumberField("schemaVersion", ReportDocument.SCHEMA_VERSION);
        out.writeStringField("coldgate", run.coldgate());
        out.writeStringField("verdict", report.verdict().name());
        if (!report.finding().isEmpty()) {
            out.writeStringField("finding", report.finding());
        }
        out.writeNumberField("exitCode", report.exitCode());
        out.writeStringField("ending", run.ending());
        out.writeNumberField("startedAt", run.startedAtMillis());
        out.writeStringField("platform", run.platform());
        out.writeNumberField("seed", run.seed());
        out.writeObjectFieldStart("thresholds");
        out.writeStringField("file", run.thresholdsFile());
        out.writeStringField("sha256", run.thresholdsSha256());
        out.writeEndObject();
        if (report.part().isPresent()) {
            part(out, report.part().get());
        }
        if (!report.notMeasured().isEmpty()) {
            texts(out, "notMeasured", report.notMeasured());
        }
        if (!report.problems().isEmpty()) {
            problems(out, report.problems());
        }
        out.writeNumberField("coldStarts", report.coldStarts());
        texts(out, "fingerprint", run.fingerprint());
    }

    private static void part(JsonGenerator out, ReportDocument.Part part) throws IOException {
        out.writeObjectFieldStart("build");
        out.writeNumberField("functions", part.functions());
        out.writeNumberField("shard", part.shard());
        out.writeNumberField("shards", part.shards());
        if (part.changedSince().isPresent()) {
            out.writeStringField("changedSince", part.changedSince().get());
        }
        out.writeStringField("text", part.text());
        out.writeEndObject();
    }

    private static void problems(JsonGenerator out, List<Problem> problems) throws IOException {
        problems(out, "problems", problems);
    }

    static void problems(JsonGenerator out, String name, List<Problem> problems) throws IOException {
        out.writeArrayFieldStart(name);
        for (Problem problem : problems) {
            out.writeStartObject();
            if (problem.place().isPresent()) {
                out.writeStringField("place", problem.place().get());
            }
            if (!problem.subject().isEmpty()) {
                out.writeStringField("subject", problem.subject());
            }
            out.writeStringField("message", problem.message());
            if (!problem.remedy().isEmpty()) {
                out.writeStringField("remedy", problem.remedy());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void check(JsonGenerator out, CheckEntry check) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", check.function());
        out.writeStringField("metric", check.subject());
        out.writeStringField(check.isQuantile() ? "quantile" : "rule", check.rule());
        limit(out, check.limit());
        out.writeStringField("verdict", check.verdict().name());
        out.writeStringField("reason", check.reason());
        out.writeStringField("explanation", check.explanation());
        out.writeStringField("location", check.location());
        out.writeStringField("onInconclusive", check.onInconclusive());
        if (check.measured().isPresent()) {
            figures(out, check.measured().get(), check.limit() instanceof CheckEntry.Limit.Increase);
        } else if (!check.shown().measured().isEmpty()) {
            out.writeStringField("measured", check.shown().measured());
        }
        shown(out, check.shown());
        if (check.acceptance().isPresent()) {
            accepted(out, check.acceptance().get());
        }
        out.writeEndObject();
    }

    private static void accepted(JsonGenerator out, CheckEntry.Accepted acceptance) throws IOException {
        out.writeObjectFieldStart("acceptance");
        out.writeStringField("state", acceptance.state().key());
        out.writeStringField("found", acceptance.found().name());
        out.writeStringField("owner", acceptance.owner());
        out.writeStringField("reason", acceptance.reason());
        out.writeStringField("until", acceptance.until());
        out.writeStringField("location", acceptance.location());
        out.writeEndObject();
    }

    /** Writes the fields of a check's limit: {@code budget}, {@code tolerance} or {@code increase}, with its unit. */
    public static void limit(JsonGenerator out, CheckEntry.Limit limit) throws IOException {
        if (limit instanceof CheckEntry.Limit.Amount amount) {
            if (amount.series().isPresent()) {
                series(out, amount.series().get());
            }
            number(out, "budget", amount.budget());
            out.writeStringField("unit", amount.unit());
        } else if (limit instanceof CheckEntry.Limit.Tolerance relative) {
            if (relative.recorded().isPresent()) {
                recorded(out, relative.recorded().get());
            }
            number(out, "tolerance", relative.tolerance());
            out.writeStringField("unit", "ratio");
        } else if (limit instanceof CheckEntry.Limit.Increase added) {
            number(out, "increase", added.increase());
            out.writeStringField("unit", added.unit());
        } else if (limit instanceof CheckEntry.Limit.Property property) {
            out.writeBooleanField("budget", property.wanted());
        } else {
            throw new IllegalStateException("a limit that nobody writes: " + limit);
        }
    }

    private static void recorded(JsonGenerator out, CheckEntry.RecordedSides sides) throws IOException {
        out.writeStringField("tool", sides.tool());
        out.writeStringField("path", sides.path());
        out.writeStringField("baseline", sides.baseline());
        out.writeStringField("series", sides.series());
        out.writeStringField("variant", sides.variant());
    }

    private static void series(JsonGenerator out, CheckEntry.SeriesName series) throws IOException {
        out.writeStringField("tool", series.tool());
        out.writeStringField("path", series.path());
        out.writeStringField("series", series.series());
        out.writeStringField("variant", series.variant());
        out.writeStringField("direction", series.atLeast() ? "at_least" : "at_most");
    }

    /** The same figures as people read them, so that whoever shows the report need not know units and kinds of checks. */
    private static void shown(JsonGenerator out, CheckEntry.Shown shown) throws IOException {
        out.writeObjectFieldStart("shown");
        out.writeStringField("measured", shown.measured());
        out.writeStringField("interval", shown.interval());
        out.writeStringField("limit", shown.limit());
        out.writeStringField("samples", shown.samples());
        out.writeStringField("evidence", shown.evidence());
        out.writeEndObject();
    }

    private static void figures(JsonGenerator out, Measured figures, boolean differences) throws IOException {
        out.writeNumberField("n", figures.n());
        if (figures.exceed().isPresent()) {
            out.writeNumberField("exceed", figures.exceed().getAsInt());
        }
        if (figures.exceedUndisturbed().isPresent()) {
            out.writeNumberField(
                    "exceedUndisturbed", figures.exceedUndisturbed().getAsInt());
        }
        number(out, "estimate", figures.estimate());
        if (figures.sides().isPresent()) {
            Measured.Sides sides = figures.sides().get();
            out.writeObjectFieldStart("sides");
            number(out, "baseline", sides.baseline());
            number(out, "candidate", sides.candidate());
            out.writeStringField("unit", sides.unit());
            out.writeEndObject();
        }
        if (figures.evidence().isPresent()) {
            evidence(out, figures.evidence().get(), differences);
        }
    }

    private static void evidence(JsonGenerator out, Measured.Evidence evidence, boolean differences)
            throws IOException {
        out.writeObjectFieldStart("interval");
        if (evidence.low() == 0 && !differences) {
            out.writeNullField("low");
        } else {
            number(out, "low", evidence.low());
        }
        number(out, "high", evidence.high());
        out.writeEndObject();
        out.writeObjectFieldStart("evidence");
        number(out, "logFail", evidence.logFail());
        number(out, "logPass", evidence.logPass());
        if (evidence.tau().isPresent()) {
            out.writeNumberField("tau", evidence.tau().getAsDouble());
        }
        if (evidence.lastLookP().isPresent()) {
            out.writeNumberField("lastLookP", evidence.lastLookP().getAsDouble());
        }
        out.writeEndObject();
    }

    private static void function(JsonGenerator out, FunctionEntry function) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", function.name());
        out.writeStringField("deployedAs", function.deployedAs());
        out.writeNumberField("samples", function.samples());
        if (function.rounds().isPresent()) {
            out.writeNumberField("rounds", function.rounds().get().rounds());
            out.writeNumberField("baselineSamples", function.rounds().get().baselineSamples());
        }
        for (Map.Entry<String, Integer> count : function.starts().entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeStringField("ending", function.ending());
        out.writeStringField("detail", function.detail());
        out.writeNumberField("endedAfterAnswer", function.endedAfterAnswer());
        if (function.failures().isPresent()) {
            failures(out, function.failures().get());
        }
        if (function.breakdown().isPresent()) {
            breakdown(out, "breakdown", function.breakdown().get());
        }
        if (function.baselineBreakdown().isPresent()) {
            breakdown(out, "baselineBreakdown", function.baselineBreakdown().get());
        }
        out.writeEndObject();
    }

    private static void breakdown(JsonGenerator out, String name, Breakdown times) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeObjectFieldStart("phasesNs");
        for (Map.Entry<String, Double> phase : times.phases().entrySet()) {
            number(out, phase.getKey(), phase.getValue());
        }
        out.writeEndObject();
        number(out, "initCpuNs", times.initCpuNanos());
        number(out, "waitNs", times.waitNanos());
        number(out, "memoryBytes", times.memoryBytes());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            number(out, name, value.getAsDouble());
        }
    }

    private static void failures(JsonGenerator out, FunctionEntry.Failures why) throws IOException {
        out.writeObjectFieldStart("failures");
        out.writeStringField("text", why.text());
        out.writeStringField("arm", why.arm());
        out.writeNumberField("failed", why.failed());
        out.writeNumberField("of", why.of());
        out.writeStringField("type", why.type());
        out.writeStringField("message", why.message());
        out.writeStringField("cause", why.cause());
        texts(out, "output", why.output());
        out.writeEndObject();
    }

    private static void tool(JsonGenerator out, ToolEntry tool) throws IOException {
        out.writeStartObject();
        out.writeStringField("tool", tool.tool());
        out.writeStringField("path", tool.path());
        texts(out, "facts", tool.facts());
        texts(out, "notes", tool.notes());
        if (tool.problem().isPresent()) {
            out.writeStringField("problem", tool.problem().get());
        }
        out.writeNumberField("series", tool.series());
        out.writeNumberField("samples", tool.samples());
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    private static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            out.writeNullField(name);
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
