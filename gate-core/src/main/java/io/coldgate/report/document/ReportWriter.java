package io.coldgate.report.document;

import static io.coldgate.report.document.Fields.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code report.json}. Values are in nanoseconds, bytes or plain numbers, as {@code unit} says; a failed start's
 * value and an absent bound are null. Fields are written one by one, because data binding by reflection would cost
 * every run a tenth of a second.
 */
public final class ReportWriter {
    private ReportWriter() {}

    /** Returns the text of a report. */
    public static String text(ReportDocument report) {
        return PrettyJson.object(out -> {
            head(out, report);
            out.writeArrayFieldStart("checks");
            for (CheckEntry check : report.checks()) {
                CheckJson.write(out, check);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("functions");
            for (FunctionEntry function : report.functions()) {
                FunctionJson.write(out, function);
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
            if (!report.shared().isEmpty()) {
                SharedEntry.write(out, report.shared());
            }
        });
    }

    /**
     * Returns the report of a run without a verdict, which contains problems instead of checks.
     *
     * @param exitCode the command's exit code
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
        out.writeNumberField("seed", run.seeds().first());
        if (!run.seeds().others().isEmpty()) {
            out.writeObjectFieldStart("otherSeeds");
            for (Map.Entry<String, Long> each : new TreeMap<>(run.seeds().others()).entrySet()) {
                out.writeNumberField(each.getKey(), each.getValue());
            }
            out.writeEndObject();
        }
        out.writeObjectFieldStart("thresholds");
        out.writeStringField("file", run.thresholdsFile());
        out.writeStringField("sha256", run.thresholdsSha256());
        out.writeEndObject();
        if (run.commit().isPresent()) {
            out.writeStringField("commit", run.commit().get());
        }
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
}
