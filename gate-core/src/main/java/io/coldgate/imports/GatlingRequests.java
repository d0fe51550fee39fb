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

/** The requests of one simulation, by name. The log has them as they ended; the samples are in the order in which they were started. */
final class GatlingRequests {
    private static final double MILLISECOND = 1e6;
    private static final String METRIC = "response_time";

    private record Request(long start, double nanos) {}

    private final Map<String, List<Request>> byName = new LinkedHashMap<>();
    private String simulation = "";
    private int size;
    private int unmatched;
    private int usersStarted;
    private int usersEnded;
    private int errors;

    void simulation(String name) {
        simulation = name;
    }

    /** A request; one that ends before it starts is half of an event that Gatling never completed. */
    void add(String name, long start, long end, boolean ok) throws ImportException {
        if (end < start) {
            unmatched++;
            return;
        }
        if (++size > GrowingValues.MOST) {
            throw new ImportException("more than " + GrowingValues.MOST + " requests");
        }
        byName.computeIfAbsent(name, unused -> new ArrayList<>())
                .add(new Request(start, ok ? (end - start) * MILLISECOND : Double.POSITIVE_INFINITY));
    }

    void user(boolean started) {
        if (started) {
            usersStarted++;
        } else {
            usersEnded++;
        }
    }

    void error() {
        errors++;
    }

    /**
     * Makes series of them.
     *
     * @param several whether there are other simulations, whose requests may have the same names
     */
    void addTo(Draft draft, boolean several) throws ImportException {
        if (unmatched > 0) {
            draft.note(unmatched + " requests without an end were left out");
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
    }
}
