package io.coldgate.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Finds the report of one invocation in a log tail, in Lambda's text or JSON format. The last matching line counts:
 * what a function prints itself may look like a report, but the platform's comes after it. Fields are found by name,
 * in any order; unknown ones are passed over.
 */
public final class ReportParser {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Lambda's MB is 2^20 bytes. */
    private static final double BYTES_PER_MB = 1 << 20;

    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * The report of that request, or empty when the tail holds none.
     *
     * @param tail the decoded log tail
     * @param requestId the invocation's request id
     */
    public Optional<Report> parse(String tail, String requestId) {
        @Nullable Report found = null;
        boolean initFailed = false;
        for (String line : tail.split("\n", -1)) {
            if (line.startsWith("REPORT RequestId: " + requestId + "\t")) {
                found = ofText(line);
            } else if (line.startsWith("INIT_REPORT ") && line.contains("\tStatus: ")) {
                initFailed = true;
            } else if (line.startsWith("{") && line.contains("\"platform.")) {
                JsonNode event = json(line);
                String type = event.path("type").asText();
                JsonNode entry = event.path("record");
                if (type.equals("platform.report")
                        && entry.path("requestId").asText().equals(requestId)) {
                    found = ofJson(entry);
                } else if (type.equals("platform.initReport")
                        && !entry.path("status").asText("success").equals("success")) {
                    initFailed = true;
                }
            }
        }
        return Optional.ofNullable(found).map(withInit(initFailed));
    }

    private static java.util.function.UnaryOperator<Report> withInit(boolean initFailed) {
        return report -> new Report(
                report.duration(),
                report.billedDuration(),
                report.initDuration(),
                report.restoreDuration(),
                report.maxMemory(),
                report.trouble(),
                initFailed);
    }

    private static Report ofText(String line) {
        OptionalDouble duration = OptionalDouble.empty();
        OptionalDouble billed = OptionalDouble.empty();
        OptionalDouble init = OptionalDouble.empty();
        OptionalDouble restore = OptionalDouble.empty();
        OptionalDouble memory = OptionalDouble.empty();
        String status = "";
        String errorType = "";
        for (String part : line.split("\t", -1)) {
            int colon = part.indexOf(": ");
            if (colon < 0) {
                continue;
            }
            String value = part.substring(colon + 2);
            switch (part.substring(0, colon)) {
                case "Duration" -> duration = number(value, " ms", NANOS_PER_MILLI);
                case "Billed Duration" -> billed = number(value, " ms", NANOS_PER_MILLI);
                case "Init Duration" -> init = number(value, " ms", NANOS_PER_MILLI);
                case "Restore Duration" -> restore = number(value, " ms", NANOS_PER_MILLI);
                case "Max Memory Used" -> memory = number(value, " MB", BYTES_PER_MB);
                case "Status" -> status = value;
                case "Error Type" -> errorType = value;
                default -> {}
            }
        }
        return new Report(duration, billed, init, restore, memory, trouble(status, errorType), false);
    }

    private static Optional<String> trouble(String status, String errorType) {
        if (status.isEmpty() || status.equals("success")) {
            return Optional.empty();
        }
        return Optional.of(errorType.isEmpty() ? status : errorType);
    }

    /** Empty for anything but a plain number of zero or more with that unit. */
    private static OptionalDouble number(String text, String unit, double scale) {
        if (!text.endsWith(unit)) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text.substring(0, text.length() - unit.length()));
            return value >= 0 && value < Double.POSITIVE_INFINITY
                    ? OptionalDouble.of(value * scale)
                    : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private JsonNode json(String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException e) {
            // The tail is cut at 4,096 bytes: its first line may be half a line.
            return mapper.createObjectNode();
        }
    }

    private static Report ofJson(JsonNode entry) {
        JsonNode metrics = entry.path("metrics");
        return new Report(
                field(metrics, "durationMs", NANOS_PER_MILLI),
                field(metrics, "billedDurationMs", NANOS_PER_MILLI),
                field(metrics, "initDurationMs", NANOS_PER_MILLI),
                field(metrics, "restoreDurationMs", NANOS_PER_MILLI),
                field(metrics, "maxMemoryUsedMB", BYTES_PER_MB),
                trouble(entry.path("status").asText(), entry.path("errorType").asText()),
                false);
    }

    private static OptionalDouble field(JsonNode metrics, String name, double scale) {
        JsonNode value = metrics.path(name);
        return value.isNumber() && value.asDouble() >= 0
                ? OptionalDouble.of(value.asDouble() * scale)
                : OptionalDouble.empty();
    }
}
