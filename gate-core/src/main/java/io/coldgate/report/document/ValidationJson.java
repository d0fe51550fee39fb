package io.coldgate.report.document;

import io.coldgate.unit.Problem;
import java.util.List;
import java.util.Map;

/** The output of {@code coldgate validate --json}. The format is sealed by a test. */
public final class ValidationJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private ValidationJson() {}

    /**
     * Returns the document.
     *
     * @param coldgateVersion the program's version
     * @param file the file's name as given by the user
     * @param exitCode the command's exit code; 0 for a file that {@code check} accepts
     * @param counts counts of the file's contents, by field; empty for a file with a mistake
     * @param warnings what is questionable
     * @param problems what {@code check} would refuse
     */
    public static String render(
            String coldgateVersion,
            String file,
            int exitCode,
            Map<String, Integer> counts,
            List<Problem> warnings,
            List<Problem> problems) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            out.writeStringField("file", file);
            out.writeBooleanField("valid", exitCode == 0);
            out.writeNumberField("exitCode", exitCode);
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                out.writeNumberField(count.getKey(), count.getValue());
            }
            ReportWriter.problems(out, "warnings", warnings);
            ReportWriter.problems(out, "problems", problems);
        });
    }
}
