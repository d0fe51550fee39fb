package io.coldgate.lambda;

import io.coldgate.logs.LogLine;
import io.coldgate.logs.LogLineReader;
import io.coldgate.logs.Report;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the report of one invocation in a log tail, in Lambda's text or JSON format. The last matching line counts: a
 * function's own output may look like a report, but the platform's report comes after it.
 */
public final class ReportParser {
    private final LogLineReader reader = new LogLineReader();

    /**
     * Returns the report of that request, or empty if the tail has none.
     *
     * @param tail the decoded log tail
     * @param requestId the invocation's request id
     */
    public Optional<Report> parse(String tail, String requestId) {
        @Nullable Report found = null;
        boolean initFailed = false;
        for (String line : tail.split("\n", -1)) {
            LogLine read = reader.read(line);
            if (read instanceof LogLine.Reported reported
                    && reported.requestId().equals(requestId)) {
                found = reported.report();
            } else if (read instanceof LogLine.InitReported init) {
                initFailed |= init.failed();
            }
        }
        boolean failed = initFailed;
        return Optional.ofNullable(found).map(report -> report.withInitFailed(failed));
    }
}
