package io.coldgate.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ErrorLine;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ExplainedStart.Times;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The document with which the probe answers an invocation in its explain mode: its observations of each start.
 *
 * @param starts the starts, in order
 * @param leftOut number of starts for which it had no time or no room
 */
public record WatchedStarts(List<ExplainedStart> starts, int leftOut) {
    private static final String VERSION_FIELD = "coldgateExplain";
    private static final int VERSION = 1;
    private static final int LONGEST_DETAIL = 300;
    private static final int MOST_STARTS = 10_000;

    /** The first line of a dump of Go's, of Python's faulthandler, or of HotSpot. */
    private static final Pattern DUMP =
            Pattern.compile("^(SIGQUIT: quit|Fatal Python error: |Full thread dump )", Pattern.MULTILINE);

    private static final ObjectMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(8).build())
                    .build())
            .build();

    /** Copies the list. */
    public WatchedStarts {
        starts = List.copyOf(starts);
    }

    /**
     * Reads an answer.
     *
     * @throws WatchException when it is not an answer of the probe, with a description of what it is
     */
    public static WatchedStarts parse(byte[] answer, String function, Arm arm) throws WatchException {
        JsonNode node;
        try {
            node = MAPPER.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new WatchException("the probe's answer is not JSON: " + shown(answer));
        } catch (IOException e) {
            throw new WatchException("the probe's answer cannot be read: " + e.getMessage());
        }
        if (node == null || node.path(VERSION_FIELD).asInt() != VERSION) {
            throw new WatchException("the function answered instead of the probe: " + shown(answer));
        }
        List<ExplainedStart> starts = new ArrayList<>();
        for (JsonNode start : node.path("starts")) {
            if (starts.size() == MOST_STARTS) {
                break;
            }
            start(start, function, arm).ifPresent(starts::add);
        }
        return new WatchedStarts(starts, Math.max(0, node.path("left").asInt()));
    }

    private static String shown(byte[] answer) {
        return Printable.quote(Printable.escape(new String(answer, StandardCharsets.UTF_8), LONGEST_DETAIL));
    }

    /** Reads a start; unknown kinds, which a later probe may report, are ignored. */
    private static Optional<ExplainedStart> start(JsonNode node, String function, Arm arm) {
        Optional<Kind> kind = constant(Kind.class, node.path("kind").asText());
        Optional<End> end = constant(End.class, node.path("end").asText());
        if (kind.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        String log = node.path("log").asText("");
        boolean traced = kind.get() == Kind.TRACED && end.get() == End.NEXT;
        Trace trace = traced ? Trace.parse(log) : Trace.NONE;
        long planned = number(node, "plannedNanos");
        long stop = number(node, "stopNanos");
        return Optional.of(new ExplainedStart(
                function,
                arm,
                kind.get(),
                end.get(),
                new Times(
                        number(node, "execNanos"),
                        number(node, "connectNanos"),
                        number(node, "nextNanos"),
                        stop > 0 ? stop : planned,
                        number(node, "handlerNanos")),
                node.has("cpuNanos") ? Optional.of(counters(node)) : Optional.empty(),
                trace.packages(),
                trace.collections(),
                trace.torn(),
                look(end.get(), log),
                end.get().worked() ? "" : Printable.escape(error(end.get(), log), LONGEST_DETAIL)));
    }

    private static Optional<Look> look(End end, String log) {
        return switch (end) {
            // A start that ended without output had no runtime yet that could print.
            case STOPPED, DUMPED ->
                stack(log)
                        .or(() -> Optional.of(
                                new Look(log.isBlank() ? Phase.PROCESS_START : Phase.UNKNOWN, "", "", List.of())));
            case PATIENCE -> stack(log);
            case NEXT, IGNORED, EXITED, ERROR, ANSWERED, SPAWN -> Optional.empty();
        };
    }

    private static Optional<Look> stack(String log) {
        return GoStack.read(log).or(() -> JavaStack.read(log)).or(() -> PythonStack.read(log));
    }

    /** Returns the error that the function printed, and not the dump that the probe asked for. */
    private static String error(End end, String log) {
        Matcher dump = DUMP.matcher(log);
        String own = end == End.PATIENCE && dump.find() ? log.substring(0, dump.start()) : log;
        return ErrorLine.of(own.lines().filter(line -> !line.isBlank()).toList());
    }

    private static Counters counters(JsonNode node) {
        return new Counters(
                number(node, "cpuNanos"),
                number(node, "waitNanos"),
                number(node, "minorFaults"),
                number(node, "majorFaults"),
                number(node, "readBytes"),
                number(node, "readCalls"),
                number(node, "writtenBytes"),
                number(node, "diskBytes"),
                number(node, "sockets"));
    }

    private static long number(JsonNode node, String name) {
        return Math.max(0, node.path(name).asLong());
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String key) {
        try {
            return Optional.of(Enum.valueOf(type, key.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
