package io.coldgate.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads single lines of a log, in Lambda's text or JSON format. Fields are found by name, in any order; unknown ones
 * are ignored. Safe for use by several threads.
 */
public final class LogLineReader {
    private static final String START = "START RequestId: ";
    private static final String VERSION = " Version: ";
    private static final String REPORT = "REPORT RequestId: ";
    private static final String INIT_REPORT = "INIT_REPORT ";
    private static final String STATUS = "\tStatus: ";
    private static final String SUCCESS = "success";
    private static final LogLine OTHER = new LogLine.Other();

    private static final double NANOS_PER_MILLI = 1e6;

    /** Lambda's MB is 2^20 bytes. */
    private static final double BYTES_PER_MB = 1 << 20;

    private final ObjectMapper mapper = new ObjectMapper();

    /** Returns the meaning of a line, with or without its line feed. */
    public LogLine read(String line) {
        if (line.startsWith("{")) {
            return line.contains("\"platform.") ? ofJson(line) : OTHER;
        }
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        if (text.startsWith(REPORT)) {
            int tab = text.indexOf('\t');
            return tab < 0 ? OTHER : new LogLine.Reported(text.substring(REPORT.length(), tab), ofText(text));
        }
        if (text.startsWith(START)) {
            int version = text.indexOf(VERSION);
            return version < 0
                    ? OTHER
                    : new LogLine.Start(
                            text.substring(START.length(), version),
                            text.substring(version + VERSION.length()).strip());
        }
        return text.startsWith(INIT_REPORT) ? ofInit(text) : OTHER;
    }

    /**
     * Reads an init line. A line without a status is ignored: in the text format, only restored inits of SnapStart have
     * one.
     */
    private static LogLine ofInit(String line) {
        int status = line.indexOf(STATUS);
        boolean failed = status >= 0 && !line.startsWith(SUCCESS, status + STATUS.length());
        return new LogLine.InitReported(failed);
    }

    private LogLine ofJson(String line) {
        JsonNode event;
        try {
            event = mapper.readTree(line);
        } catch (JsonProcessingException e) {
            // An incomplete line: a log tail is cut at 4,096 bytes.
            return OTHER;
        }
        JsonNode entry = event.path("record");
        String requestId = entry.path("requestId").asText();
        return switch (event.path("type").asText()) {
            case "platform.start" ->
                new LogLine.Start(requestId, entry.path("version").asText());
            case "platform.report" -> new LogLine.Reported(requestId, ofJson(entry));
            case "platform.initReport" ->
                new LogLine.InitReported(!entry.path("status").asText(SUCCESS).equals(SUCCESS));
            default -> OTHER;
        };
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
        if (status.isEmpty() || status.equals(SUCCESS)) {
            return Optional.empty();
        }
        return Optional.of(errorType.isEmpty() ? status : errorType);
    }

    /** Returns the number before the unit; empty for anything but a plain number of zero or more. */
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
