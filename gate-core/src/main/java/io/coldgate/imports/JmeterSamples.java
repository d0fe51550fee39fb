package io.coldgate.imports;

import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** JMeter's samples by label. The file is in the order of their ends; series are in the order of their starts. */
final class JmeterSamples {
    private static final double MILLISECOND = 1e6;
    private static final String ELAPSED = "elapsed";
    private static final String LATENCY = "latency";
    private static final String CONNECT = "connect";

    private record Sample(long start, double elapsed, double latency, double connect) {}

    private final Map<String, List<Sample>> byLabel = new LinkedHashMap<>();
    private int size;

    /**
     * Adds a sample.
     *
     * @param start when it started, milliseconds since the epoch
     * @param elapsed milliseconds to the last byte
     * @param latency milliseconds to the first byte, if saved
     * @param connect milliseconds to the connection, if saved
     */
    void add(String label, long start, long elapsed, OptionalLong latency, OptionalLong connect, boolean success)
            throws ImportException {
        if (elapsed < 0 || latency.orElse(0) < 0 || connect.orElse(0) < 0) {
            throw new ImportException(Printable.quote(label) + ": a time below zero");
        }
        if (success && latency.isPresent() && latency.getAsLong() > elapsed) {
            throw new ImportException(Printable.quote(label) + ": the latency is " + latency.getAsLong()
                    + " ms and elapsed " + elapsed + " ms, which contradict each other");
        }
        if (++size > GrowingValues.MOST) {
            throw new ImportException("more than " + GrowingValues.MOST + " samples");
        }
        byLabel.computeIfAbsent(label, unused -> new ArrayList<>())
                .add(new Sample(
                        start,
                        success ? elapsed * MILLISECOND : Double.POSITIVE_INFINITY,
                        optional(latency, success),
                        optional(connect, success)));
    }

    private static double optional(OptionalLong millis, boolean success) {
        if (millis.isEmpty()) {
            return Double.NaN;
        }
        return success ? millis.getAsLong() * MILLISECOND : Double.POSITIVE_INFINITY;
    }

    /** Returns the whole milliseconds of a field. */
    static long millis(String field, String text) throws ImportException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ImportException(field + " is " + Printable.quote(text) + ", not whole milliseconds");
        }
    }

    /** Returns whether a field means that the sample succeeded. */
    static boolean succeeded(String field, String text) throws ImportException {
        if (!text.equals("true") && !text.equals("false")) {
            throw new ImportException(field + " is " + Printable.quote(text) + ": true or false");
        }
        return text.equals("true");
    }

    /** Converts the samples into series. */
    void addTo(Draft draft) throws ImportException {
        for (Map.Entry<String, List<Sample>> entry : byLabel.entrySet()) {
            List<Sample> samples = entry.getValue().stream()
                    .sorted(Comparator.comparingLong(Sample::start))
                    .toList();
            add(
                    draft,
                    entry.getKey(),
                    ELAPSED,
                    samples.stream().mapToDouble(Sample::elapsed).toArray());
            add(
                    draft,
                    entry.getKey(),
                    LATENCY,
                    samples.stream().mapToDouble(Sample::latency).toArray());
            add(
                    draft,
                    entry.getKey(),
                    CONNECT,
                    samples.stream().mapToDouble(Sample::connect).toArray());
        }
    }

    /** Adds a series, unless only some of the samples have a value, in which case they were saved differently. */
    private static void add(Draft draft, String label, String metric, double[] values) throws ImportException {
        for (double value : values) {
            if (Double.isNaN(value)) {
                return;
            }
        }
        draft.add(new ToolSeries(
                new SeriesId(label, "", metric),
                metric.equals(ELAPSED),
                ValueUnit.TIME,
                Better.LOWER,
                SampleValues.of(values)));
    }
}
