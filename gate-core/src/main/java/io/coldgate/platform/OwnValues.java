package io.coldgate.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.lambda.Invocation;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.OwnMetric;
import io.coldgate.unit.Dimension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The custom metrics that a function reports in its response and in its log. Both are untrusted: line lengths are
 * bounded, and so is the number of characters that a regular expression may access.
 */
public final class OwnValues {
    /** The longest line: EMF allows a megabyte, but a line of a log has at most 256 KB. */
    private static final int LONGEST_LINE = 256 * 1024;

    /** The length of the beginning of a line that is matched. */
    private static final int SEEN_OF_LINE = 2000;

    /**
     * The number of characters that one regular expression may access in a log: a hundred times what a simple one needs
     * for 4 KB. Endless backtracking is stopped, whatever the function writes.
     */
    private static final int MOST_STEPS = 2_000_000;

    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?");

    private static final Map<String, Unit> EMF_UNITS = Map.ofEntries(
            Map.entry("Seconds", new Unit(Dimension.TIME, 1e9)),
            Map.entry("Milliseconds", new Unit(Dimension.TIME, 1e6)),
            Map.entry("Microseconds", new Unit(Dimension.TIME, 1e3)),
            Map.entry("Bytes", new Unit(Dimension.SIZE, 1)),
            Map.entry("Kilobytes", new Unit(Dimension.SIZE, 1 << 10)),
            Map.entry("Megabytes", new Unit(Dimension.SIZE, 1 << 20)),
            Map.entry("Gigabytes", new Unit(Dimension.SIZE, 1 << 30)),
            Map.entry("Count", new Unit(Dimension.COUNT, 1)));

    private final List<OwnMetric> metrics;
    private final ObjectMapper mapper = new ObjectMapper();

    private record Unit(Dimension dimension, double inBase) {}

    /** A log that is read only when it is needed. */
    public interface Log {
        String text() throws InterruptedException;
    }

    /** The reason why there is no value. */
    private static final class NoValue extends Exception {
        private static final long serialVersionUID = 1;

        NoValue(String why) {
            super(why, null, false, false);
        }
    }

    /** A reader of these metrics. */
    public OwnValues(List<OwnMetric> metrics) {
        this.metrics = List.copyOf(metrics);
    }

    /**
     * The values of one invocation.
     *
     * @param values in base units
     * @param missed metrics without a value, each with the reason
     */
    public record Found(Map<Metric, Double> values, Map<Metric, String> missed) {}

    /** Returns the values in an invocation. Called by several threads at once. */
    public Found read(Invocation invocation, Log log) throws InterruptedException {
        Map<Metric, Double> values = new TreeMap<>();
        Map<Metric, String> missed = new TreeMap<>();
        boolean logged = metrics.stream().anyMatch(own -> !(own.source() instanceof OwnMetric.Source.Response));
        String text = logged ? log.text() : "";
        for (OwnMetric own : metrics) {
            try {
                double value = value(own, invocation, text);
                if (!(value >= 0) || Double.isInfinite(value)) {
                    throw new NoValue("its value is " + value + ", not a number of zero or more");
                }
                values.put(own.metric(), value);
            } catch (NoValue e) {
                missed.put(own.metric(), String.valueOf(e.getMessage()));
            }
        }
        return new Found(values, missed);
    }

    private double value(OwnMetric own, Invocation invocation, String log) throws NoValue {
        OwnMetric.Source source = own.source();
        if (source instanceof OwnMetric.Source.Response response) {
            return own.inBase()
                    * number(answer(invocation).at(response.pointer()), "the response at " + response.pointer());
        }
        return source instanceof OwnMetric.Source.Log line ? own.inBase() * ofLog(line.line(), log) : ofEmf(own, log);
    }

    private JsonNode answer(Invocation invocation) throws NoValue {
        ByteBuffer bytes = invocation.answer().duplicate();
        try (InputStream in = new Bytes(bytes)) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new NoValue("the response is not JSON");
        }
    }

    private static double number(JsonNode node, String where) throws NoValue {
        if (node.isMissingNode() || node.isNull()) {
            throw new NoValue("nothing in " + where);
        }
        if (!node.isNumber()) {
            throw new NoValue("no number in " + where);
        }
        return node.asDouble();
    }

    /** Returns the value of the last matching line, as for a report. */
    private static double ofLog(Pattern pattern, String log) throws NoValue {
        Budgeted.Steps steps = new Budgeted.Steps(MOST_STEPS);
        String found = "";
        try {
            for (String line : (Iterable<String>) log.lines()::iterator) {
                String seen = line.length() > SEEN_OF_LINE ? line.substring(0, SEEN_OF_LINE) : line;
                Matcher matcher = pattern.matcher(new Budgeted(seen, steps));
                if (matcher.find() && matcher.start(1) >= 0) {
                    found = seen.substring(matcher.start(1), matcher.end(1));
                }
            }
        } catch (Budgeted.OverException | StackOverflowError e) {
            throw new NoValue("the expression backtracks without end on a line of the log: make it plainer");
        }
        if (found.isEmpty()) {
            throw new NoValue("no line of the log matches");
        }
        if (!NUMBER.matcher(found).matches()) {
            throw new NoValue("the group of the expression holds no number");
        }
        return Double.parseDouble(found);
    }

    private double ofEmf(OwnMetric own, String log) throws NoValue {
        String name = own.metric().name();
        double found = Double.NaN;
        for (String line : (Iterable<String>) log.lines()::iterator) {
            if (line.startsWith("{") && line.length() <= LONGEST_LINE && line.contains("\"_aws\"")) {
                JsonNode document = json(line);
                for (JsonNode directive : document.path("_aws").path("CloudWatchMetrics")) {
                    for (JsonNode definition : directive.path("Metrics")) {
                        if (definition.path("Name").asText().equals(name)) {
                            found = emfNumber(document.path(name), name) * scale(own, definition);
                        }
                    }
                }
            }
        }
        if (Double.isNaN(found)) {
            throw new NoValue("no line of the log in the Embedded Metric Format has it");
        }
        return found;
    }

    /** Returns the scale. The unit in the line applies if it is of the same kind. */
    private static double scale(OwnMetric own, JsonNode definition) throws NoValue {
        String text = definition.path("Unit").asText("");
        Unit unit = EMF_UNITS.get(text);
        if (unit == null) {
            return own.inBase();
        }
        if (unit.dimension() != own.metric().dimension()) {
            throw new NoValue("its unit in the log is " + text + ", another kind than the file's");
        }
        return unit.inBase();
    }

    /** Returns the number; for a list of values, the last one. */
    private static double emfNumber(JsonNode node, String name) throws NoValue {
        boolean list = node.isArray() && !node.isEmpty();
        return number(list ? node.get(node.size() - 1) : node, "the log's line at " + name);
    }

    private JsonNode json(String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    /** The bytes of a buffer, without a copy. */
    private static final class Bytes extends InputStream {
        private final ByteBuffer buffer;

        Bytes(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public int read() {
            return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!buffer.hasRemaining()) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(into, offset, count);
            return count;
        }
    }
}
