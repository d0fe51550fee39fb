package io.coldgate.embedded.runtime.log;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of the text format: tabs separate the fields and end the report. */
final class TextPlatformLog implements PlatformLog {
    private final EnvironmentSpec spec;

    TextPlatformLog(EnvironmentSpec spec) {
        this.spec = spec;
    }

    @Override
    public String initReport(String phase, String status, @Nullable String errorType, long nanos) {
        var line = new StringBuilder("INIT_REPORT Init Duration: ").append(PlatformLog.millis(nanos));
        line.append(" ms\tPhase: ").append(phase).append("\tStatus: ").append(status);
        if (errorType != null) {
            line.append("\tError Type: ").append(errorType);
        }
        return line.append('\n').toString();
    }

    @Override
    public String extension(String name, String state, List<String> events, @Nullable String errorType) {
        return "EXTENSION\tName: " + name + "\tState: " + state + "\tEvents: [" + String.join(",", events) + "]"
                + (errorType == null ? "" : "\tError Type: " + errorType) + "\n";
    }

    @Override
    public String start(InvocationRequest request) {
        return "START RequestId: " + request.requestId() + " Version: " + spec.version() + "\n";
    }

    @Override
    public String fault(String requestId, String message, String errorType) {
        return "RequestId: " + requestId + " Error: " + message + "\n" + errorType + "\n";
    }

    @Override
    public String endAndReport(InvocationRequest request, Report report) {
        var line = new StringBuilder(300);
        line.append("END RequestId: ").append(request.requestId()).append('\n');
        line.append("REPORT RequestId: ").append(request.requestId()).append('\t');
        line.append("Duration: ")
                .append(PlatformLog.millis(report.durationNanos()))
                .append(" ms\t");
        line.append("Billed Duration: ").append(report.billedMillis()).append(" ms\t");
        line.append("Memory Size: ").append(spec.memoryMegabytes()).append(" MB\t");
        report.maxMemoryBytes()
                .ifPresent(bytes -> line.append("Max Memory Used: ")
                        .append(PlatformLog.megabytes(bytes))
                        .append(" MB\t"));
        report.initNanos().ifPresent(nanos -> appendStart(line, nanos, report.restored()));
        if (report.status() == Report.Status.TIMEOUT) {
            line.append("Status: timeout\t");
        } else if (report.status() == Report.Status.FAILURE) {
            line.append("Status: error\tError Type: ")
                    .append(report.errorType())
                    .append('\t');
        }
        return line.append('\n').toString();
    }

    private static void appendStart(StringBuilder line, long nanos, boolean restored) {
        line.append(restored ? "Restore Duration: " : "Init Duration: ")
                .append(PlatformLog.millis(nanos))
                .append(" ms\t");
        if (restored) {
            line.append("Billed Restore Duration: ")
                    .append(PlatformLog.wholeMillis(nanos))
                    .append(" ms\t");
        }
    }
}
