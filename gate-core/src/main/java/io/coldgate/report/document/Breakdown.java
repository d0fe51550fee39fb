package io.coldgate.report.document;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The breakdown of the time of a median start.
 *
 * @param phases median of each phase in nanoseconds, in order
 * @param initCpuNanos median CPU time up to the first {@code next}, if known
 * @param waitNanos median time that the threads waited for a core, if known
 * @param memoryBytes median peak memory, if known
 */
public record Breakdown(
        Map<String, Double> phases, OptionalDouble initCpuNanos, OptionalDouble waitNanos, OptionalDouble memoryBytes) {
    /** The phase that CPU time and waiting belong to. */
    public static final String INIT = "init";

    /** Copies the map. */
    public Breakdown {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /** Returns the breakdown in one line: {@code sandbox 3.12 ms, init 2.19 ms (CPU 2.37 ms), memory 6.27 MB}. */
    public String text() {
        List<String> parts = new ArrayList<>();
        phases.forEach((name, median) -> parts.add(name + " " + time(median) + (name.equals(INIT) ? ofInit() : "")));
        memoryBytes.ifPresent(bytes -> parts.add("memory " + new Quantity(bytes, Dimension.SIZE).format()));
        return String.join(", ", parts);
    }

    private String ofInit() {
        List<String> parts = new ArrayList<>();
        initCpuNanos.ifPresent(nanos -> parts.add("CPU " + time(nanos)));
        waitNanos.ifPresent(nanos -> parts.add("waited for a core " + time(nanos)));
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static String time(double nanos) {
        return new Quantity(nanos, Dimension.TIME).format();
    }
}
