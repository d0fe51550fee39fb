package io.coldgate.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.report.document.BoundedJson;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Fingerprint;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads a filed run. The file is untrusted: anybody who may push to its branch may have written it. */
public final class FiledRunReader {
    /** A file of a hundred functions has some 2 MB. */
    public static final int LARGEST = 8 << 20;

    private static final int LONGEST_TEXT = 500;
    private static final String HEXADECIMAL = "[0-9a-f]{64}";
    private static final String COMMIT = "|[0-9a-f]{40,64}";

    private FiledRunReader() {}

    /**
     * Returns the run.
     *
     * @throws HistoryFormatException when it is none, or of a later version
     */
    public static FiledRun read(byte[] bytes) throws HistoryFormatException {
        if (bytes.length > LARGEST) {
            throw new HistoryFormatException("larger than 8 MB: no filed run is");
        }
        try {
            return run(BoundedJson.parse(bytes));
        } catch (JsonProcessingException e) {
            throw new HistoryFormatException("not JSON: " + Printable.escape(e.getOriginalMessage(), 200));
        } catch (IOException | IllegalArgumentException e) {
            throw new HistoryFormatException(Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static FiledRun run(JsonNode node) {
        int version = (int) whole(node, "schemaVersion");
        if (version != FiledRunWriter.SCHEMA_VERSION) {
            throw new IllegalArgumentException("of version " + version + ", while this Coldgate knows version "
                    + FiledRunWriter.SCHEMA_VERSION + ": use the version that wrote it, or a later one");
        }
        return new FiledRun(
                text(node, "run", HEXADECIMAL),
                text(node, "commit", COMMIT),
                text(node, "branch"),
                flag(node, "change"),
                node.has("committedAt") ? OptionalLong.of(whole(node, "committedAt")) : OptionalLong.empty(),
                whole(node, "startedAt"),
                text(node, "ending"),
                text(node, "coldgate"),
                text(node, "platform"),
                text(node, "thresholdsSha256"),
                fingerprint(node.path("fingerprint")),
                constant(Verdict.class, text(node, "verdict"), "verdict"),
                checks(list(node, "checks")),
                series(list(node, "series")));
    }

    private static Fingerprint fingerprint(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("fingerprint: not an object");
        }
        Map<String, String> facts = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> facts.put(bounded(name, name), text(node, name)));
        return new Fingerprint(facts);
    }

    private static List<FiledCheck> checks(JsonNode list) {
        List<FiledCheck> checks = new ArrayList<>();
        for (JsonNode node : list) {
            boolean measured = node.has("n");
            checks.add(new FiledCheck(
                    new FiledCheck.BudgetKey(text(node, "function"), text(node, "metric"), text(node, "rule")),
                    text(node, "limit"),
                    constant(Verdict.class, text(node, "verdict"), "verdict"),
                    text(node, "reason"),
                    measured ? count(node, "n") : 0,
                    measured ? number(node.path("estimate"), Double.POSITIVE_INFINITY) : Double.NaN,
                    measured ? number(node.path("intervalLow"), Double.NaN) : Double.NaN,
                    measured ? number(node.path("intervalHigh"), Double.POSITIVE_INFINITY) : Double.NaN));
        }
        return checks;
    }

    private static List<FiledSeries> series(JsonNode list) {
        List<FiledSeries> series = new ArrayList<>();
        for (JsonNode node : list) {
            Arm arm = constant(Arm.class, text(node, "arm"), "arm");
            ValueUnit.Kind kind = constant(ValueUnit.Kind.class, text(node, "kind"), "kind");
            List<FiledSeries.Quantile> quantiles = new ArrayList<>();
            for (JsonNode quantile : list(node, "quantiles")) {
                quantiles.add(quantile(quantile));
            }
            if (quantiles.stream().noneMatch(quantile -> quantile.probability() == .5)) {
                throw new IllegalArgumentException("quantiles: without the median");
            }
            series.add(new FiledSeries(
                    new FiledSeries.Key(text(node, "function"), text(node, "metric"), arm),
                    new ValueUnit(kind, text(node, "unit")),
                    count(node, "n"),
                    count(node, "failed"),
                    quantiles));
        }
        return series;
    }

    private static FiledSeries.Quantile quantile(JsonNode node) {
        if (!node.isArray() || node.size() != 4) {
            throw new IllegalArgumentException("quantiles: each is [probability, value, low, high]");
        }
        return new FiledSeries.Quantile(
                number(node.get(0), Double.NaN),
                number(node.get(1), Double.POSITIVE_INFINITY),
                number(node.get(2), Double.POSITIVE_INFINITY),
                number(node.get(3), Double.POSITIVE_INFINITY));
    }

    private static JsonNode list(JsonNode node, String name) {
        JsonNode list = node.path(name);
        if (!list.isArray()) {
            throw new IllegalArgumentException(name + ": not a list");
        }
        return list;
    }

    private static String text(JsonNode node, String name, String pattern) {
        String text = text(node, name);
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException(name + ": " + Printable.quote(text) + " is no digest");
        }
        return text;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": not a text");
        }
        return bounded(value.textValue(), name);
    }

    private static String bounded(String text, String name) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    Printable.escape(name, 40) + ": longer than " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static boolean flag(JsonNode node, String name) {
        if (!node.path(name).isBoolean()) {
            throw new IllegalArgumentException(name + ": neither true nor false");
        }
        return node.path(name).booleanValue();
    }

    private static long whole(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException(name + ": not a whole number from 0");
        }
        return value.longValue();
    }

    private static int count(JsonNode node, String name) {
        return (int) Math.min(Integer.MAX_VALUE, whole(node, name));
    }

    private static double number(JsonNode value, double absent) {
        if (!value.isNumber() && !value.isNull()) {
            throw new IllegalArgumentException("a number is missing");
        }
        return value.isNull() ? absent : value.doubleValue();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text, String name) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException(name + ": unknown value " + Printable.quote(text));
    }
}
