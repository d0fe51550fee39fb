package io.coldgate.embedded.runtime.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines of the JSON format: {@code {"time":…,"type":"platform.…","record":{…}}}. */
final class JsonPlatformLog implements PlatformLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final EnvironmentSpec spec;

    JsonPlatformLog(EnvironmentSpec spec) {
        this.spec = spec;
    }

    @Override
    public String initReport(String phase, String status, @Nullable String errorType, long nanos) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("initializationType", spec.initialization().text());
        entry.put("phase", phase);
        entry.put("status", status);
        putType(entry, errorType);
        entry.putObject("metrics").put("durationMs", millis(nanos));
        return line("platform.initReport", entry);
    }

    @Override
    public String extension(String name, String state, List<String> events, @Nullable String errorType) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("name", name);
        entry.put("state", state);
        events.forEach(entry.putArray("events")::add);
        putType(entry, errorType);
        return line("platform.extension", entry);
    }

    @Override
    public String start(InvocationRequest request) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("requestId", request.requestId());
        entry.put("version", spec.version());
        entry.put("functionArn", request.invokedFunctionArn());
        return line("platform.start", entry);
    }

    @Override
    public String fault(String requestId, String message, String errorType) {
        // No line: in this format, the errorType members of runtimeDone and report describe the fault.
        return "";
    }

    @Override
    public String endAndReport(InvocationRequest request, Report report) {
        ObjectNode done = JsonNodeFactory.instance.objectNode();
        done.put("requestId", request.requestId());
        done.put("status", report.status().word());
        putType(done, report.errorType());
        done.putObject("metrics")
                .put("durationMs", millis(report.durationNanos()))
                .put("producedBytes", report.producedBytes());
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("requestId", request.requestId());
        ObjectNode metrics = entry.putObject("metrics");
        metrics.put("durationMs", millis(report.durationNanos()));
        metrics.put("billedDurationMs", report.billedMillis());
        metrics.put("memorySizeMB", spec.memoryMegabytes());
        report.maxMemoryBytes().ifPresent(bytes -> metrics.put("maxMemoryUsedMB", PlatformLog.megabytes(bytes)));
        report.initNanos().ifPresent(nanos -> putStart(metrics, nanos, report.restored()));
        entry.put("status", report.status().word());
        putType(entry, report.errorType());
        return line("platform.runtimeDone", done) + line("platform.report", entry);
    }

    private static void putStart(ObjectNode metrics, long nanos, boolean restored) {
        metrics.put(restored ? "restoreDurationMs" : "initDurationMs", millis(nanos));
        if (restored) {
            metrics.put("billedRestoreDurationMs", PlatformLog.wholeMillis(nanos));
        }
    }

    private static void putType(ObjectNode entry, @Nullable String errorType) {
        if (errorType != null) {
            entry.put("errorType", errorType);
        }
    }

    /** Three decimals at most, as recorded. */
    private static BigDecimal millis(long nanos) {
        BigDecimal millis = BigDecimal.valueOf(Math.round(nanos / 1e3), 3).stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }

    private static String line(String type, ObjectNode entry) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", TIME.format(Instant.now()));
        line.put("type", type);
        line.set("record", entry);
        return line + "\n";
    }
}
