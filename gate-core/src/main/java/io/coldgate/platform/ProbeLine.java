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
 * The line that the probe logged at the end of an invocation. The function could print such a line too: it is believed
 * as far as the function's own report of anything is.
 *
 * @param nonce random, made when the process started
 * @param environment the environment's log stream, or its host name
 * @param invocations how many the process has served, this one included; 0 for an init that failed
 * @param init spawn of the runtime to its first {@code next}, ns
 * @param cpu CPU time of all its threads up to then, ns
 * @param waited time that they waited for a core up to then, ns
 * @param initLeast the least that init would have been without neighbours, ns
 * @param majorFaults page faults up to then that waited for a disk
 * @param initReadBytes what read calls returned up to then, bytes
 * @param initSockets open sockets then, the one to the probe included
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
    /** The beginning of the line; the probe's source has the same word. */
    static final String MARKER = LastWords.PROBE_MARKER;

    private static final int VERSION = 1;
    private static final int LONGEST_NAME = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * The last line about the request; an init that failed before any request has a line without one. MiniStack gives
     * the function another id than the caller: where the log knows nothing of the caller's id, its last line is meant.
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
