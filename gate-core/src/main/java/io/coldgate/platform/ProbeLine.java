package io.coldgate.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.lambda.LastWords;
import io.coldgate.unit.Printable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The line that the probe logged at the end of an invocation. The function could print such a line too, so it is
 * trusted no more than other reports of the function itself.
 *
 * @param nonce random number created when the process started
 * @param environment the environment's log stream, or its host name
 * @param invocations the number that the process has served, including this one; 0 for an init that failed
 * @param init spawn of the runtime to its first {@code next}, ns
 * @param cpu CPU time of all its threads during init, ns
 * @param waited time that they waited for a core during init, ns
 * @param initLeast lower bound of init without neighbours, ns
 * @param majorFaults page faults during init that waited for a disk
 * @param initReadBytes bytes that read calls returned during init
 * @param initSockets open sockets at the end of init, including the one to the probe
 * @param duration hand-over of the event to the end of the answer, ns
 * @param maxMemory peak resident memory of the runtime and its children, bytes
 */
record ProbeLine(
        String nonce,
        String environment,
        int invocations,
        OptionalDouble init,
        OptionalDouble cpu,
        OptionalDouble waited,
        OptionalDouble initLeast,
        OptionalDouble majorFaults,
        OptionalDouble initReadBytes,
        OptionalDouble initSockets,
        OptionalDouble duration,
        OptionalDouble maxMemory) {
    /** The beginning of the line; the probe's source has the same text. */
    static final String MARKER = LastWords.PROBE_MARKER;

    private static final int VERSION = 1;
    private static final int LONGEST_NAME = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Returns the last line about the request; the line of an init that failed before any request has no id. MiniStack
     * gives the function a different id from the caller's: if the log does not contain the caller's id, the last line
     * is used.
     */
    static Optional<ProbeLine> find(String logTail, String requestId) {
        boolean anyId = !logTail.contains(requestId);
        List<String> lines = logTail.lines().toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            // The function may have printed something without a line end before it.
            int at = lines.get(i).lastIndexOf(MARKER);
            if (at >= 0) {
                JsonNode line = json(lines.get(i).substring(at + MARKER.length()));
                String of = line.path("requestId").asText("");
                boolean noneYet = of.isEmpty() && line.path("n").asInt(-1) == 0;
                if (line.path("v").asInt() == VERSION && (anyId || noneYet || of.equals(requestId))) {
                    return Optional.of(of(line));
                }
            }
        }
        return Optional.empty();
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode();
        }
    }

    private static ProbeLine of(JsonNode line) {
        String stream = line.path("logStream").asText("");
        String environment = stream.isEmpty() ? line.path("host").asText("") : stream;
        return new ProbeLine(
                Printable.escape(line.path("nonce").asText(""), LONGEST_NAME),
                Printable.escape(environment, LONGEST_NAME),
                line.path("n").asInt(),
                number(line, "initNanos"),
                number(line, "initCpuNanos"),
                number(line, "initWaitNanos"),
                number(line, "initLeastNanos"),
                number(line, "majorFaults"),
                number(line, "initReadBytes"),
                number(line, "initSockets"),
                number(line, "durationNanos"),
                number(line, "maxMemoryBytes"));
    }

    private static OptionalDouble number(JsonNode line, String name) {
        JsonNode value = line.path(name);
        return value.isNumber() && value.asDouble() >= 0 ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }
}
