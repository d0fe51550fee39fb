package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.util.List;

/** {@code report.json} of a run that decided nothing: what went wrong instead of verdicts. */
public final class ProblemReport {
    private ProblemReport() {}

    /**
     * Returns the document.
     *
     * @param exitCode what the command exits with
     */
    public static String render(String coldgateVersion, int exitCode, List<Problem> problems) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", JsonReport.SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            out.writeNumberField("exitCode", exitCode);
            write(out, problems);
        });
    }

    static void write(JsonGenerator out, List<Problem> problems) throws IOException {
        out.writeArrayFieldStart("problems");
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
}
