package io.coldgate.imports;

import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests of one simulation, by name. The log is in the order of their ends; samples are in the order of their
 * starts.
 */
final class GatlingRequests {
    private static final double MILLISECOND = 1e6;
    private static final String METRIC = "response_time";

    /** The number of names with a problem that are kept; a hostile file could have a different name on each line. */
    private static final int MOST_NAMES = 1000;

    private record Request(long start, double nanos) {}

    private final Map<String, List<Request>> byName = new LinkedHashMap<>();
    private String simulation = "";
    private final Map<String, String> spoiled = new LinkedHashMap<>();

    /** Requests that could not be built, without their groups, which the log omits. */
    private final Map<String, Integer> unbuilt = new LinkedHashMap<>();

    private int size;
    private int unended;
    private int usersStarted;
    private int usersEnded;
    private int errors;

    void simulation(String name) {
        simulation = name;
    }

    /**
     * Adds a request. If its end is before its start, it never ended: it must have failed, otherwise its fields
     * contradict each other.
     */
    void add(String name, long start, long end, boolean ok) throws ImportException {
        if (end < start) {
            unended++;
            if (ok) {
                spoil(
                        name,
                        "a request that is OK and ends at " + end + ", before its start at " + start
                                + ", which contradict each other");
            }
        }
        if (++size > GrowingValues.MOST) {
            throw new ImportException("more than " + GrowingValues.MOST + " requests");
        }
        byName.computeIfAbsent(name, unused -> new ArrayList<>())
                .add(new Request(start, ok && end >= start ? (end - start) * MILLISECOND : Double.POSITIVE_INFINITY));
    }

    void user(boolean started) {
        if (started) {
            usersStarted++;
        } else {
            usersEnded++;
        }
    }

    /** Marks a request as impossible to judge. The first reason is kept. */
    void spoil(String name, String problem) throws ImportException {
        spoiled.putIfAbsent(name, problem);
        bound(spoiled.size());
    }

    private static void bound(int names) throws ImportException {
        if (names > MOST_NAMES) {
            throw new ImportException("more than " + MOST_NAMES + " requests or errors with a problem of their own");
        }
    }

    /** Adds an error of the simulation: {@code request: Failed to build request: ...}, or one that names no request. */
    void error(String message) throws ImportException {
        errors++;
        int end = message.indexOf(": ");
        if (end > 0) {
            unbuilt.merge(message.substring(0, end), 1, Integer::sum);
            bound(unbuilt.size());
        }
    }

    /**
     * Converts the requests into series.
     *
     * @param several whether there are other simulations, whose requests may have the same names
     */
    void addTo(Draft draft, boolean several) throws ImportException {
        if (unended > 0) {
            draft.note(unended + " requests never ended: each that is KO is a failed sample");
        }
        if (usersStarted > usersEnded) {
            draft.note(usersStarted - usersEnded + " of " + usersStarted
                    + " users had not ended: a maximum duration, or a killed run");
        }
        if (errors > 0) {
            draft.note(errors + " errors of the simulation itself; such a request was never sent");
        }
        for (Map.Entry<String, List<Request>> entry : byName.entrySet()) {
            double[] values = entry.getValue().stream()
                    .sorted(Comparator.comparingLong(Request::start))
                    .mapToDouble(Request::nanos)
                    .toArray();
            SeriesId id = new SeriesId(entry.getKey(), several ? simulation : "", METRIC);
            draft.add(new ToolSeries(id, true, ValueUnit.TIME, Better.LOWER, SampleValues.of(values)));
        }
        addProblems(draft, several ? simulation : "");
    }

    private void addProblems(Draft draft, String variant) throws ImportException {
        for (Map.Entry<String, String> each : spoiled.entrySet()) {
            draft.spoil(new SeriesId(each.getKey(), variant, METRIC), true, each.getValue());
        }
        for (String name : byName.keySet()) {
            int count = unbuilt(name);
            if (count > 0) {
                draft.spoil(
                        new SeriesId(name, variant, METRIC),
                        true,
                        count + " requests could not be built and were never sent: run the simulation again");
            }
        }
    }

    /**
     * Returns how many of a request could not be built; the log does not contain its groups, whose names may contain
     * slashes.
     */
    private int unbuilt(String name) {
        int count = unbuilt.getOrDefault(name, 0);
        for (int slash = name.indexOf('/'); slash >= 0 && !unbuilt.isEmpty(); slash = name.indexOf('/', slash + 1)) {
            count += unbuilt.getOrDefault(name.substring(slash + 1), 0);
        }
        return count;
    }
}
