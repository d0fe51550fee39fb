package io.coldgate.sample;

import io.coldgate.unit.Dimension;
import java.util.Locale;
import java.util.Optional;

/** A metric of one start. The key is the name in {@code thresholds.yaml} and in every file the gate writes. */
public enum Metric {
    /** Spawn of the runtime to its first {@code next}; on AWS the REPORT's Init Duration. */
    INIT_DURATION(Dimension.TIME),
    /** The first handler run: the REPORT's Duration. */
    DURATION(Dimension.TIME),
    /** Init duration plus duration; with SnapStart restore duration plus duration. */
    COLD_DURATION(Dimension.TIME),
    /** The REPORT's Restore Duration (SnapStart). */
    RESTORE_DURATION(Dimension.TIME),
    /** The time that is billed, rounded up to a millisecond by the platform. */
    BILLED_DURATION(Dimension.TIME),
    /** Peak memory: the REPORT's Max Memory Used. */
    MAX_MEMORY(Dimension.SIZE),
    /** Wall clock around the Invoke call, at the caller. */
    CLIENT_LATENCY(Dimension.TIME),
    /** CPU time of all the process's threads up to its first {@code next}. */
    INIT_CPU(Dimension.TIME),
    /** Allocations of all package inits; of an extra start that Go traces. */
    INIT_ALLOCS(Dimension.COUNT),
    /** Bytes that all package inits allocate; of the same extra start. */
    INIT_BYTES(Dimension.SIZE),
    /** Page faults of the start's processes, up to its first {@code next}, that waited for a disk. */
    MAJOR_FAULTS(Dimension.COUNT),
    /** Bytes that read calls of the start's processes returned up to its first {@code next}. */
    INIT_READ_BYTES(Dimension.SIZE),
    /** Open sockets of the start's processes at its first {@code next}; the one to the Runtime API is one of them. */
    INIT_SOCKETS(Dimension.COUNT);

    /** The metrics that only an extra start with the runtime's trace tells. */
    public static final java.util.Set<Metric> TRACED = java.util.Set.of(INIT_ALLOCS, INIT_BYTES);

    private final Dimension dimension;

    Metric(Dimension dimension) {
        this.dimension = dimension;
    }

    /** Returns what its values measure. */
    public Dimension dimension() {
        return dimension;
    }

    /** Returns whether it grows with what a function does before its first {@code next}. */
    public boolean isOfInit() {
        return switch (this) {
            case INIT_DURATION,
                    INIT_CPU,
                    COLD_DURATION,
                    INIT_ALLOCS,
                    INIT_BYTES,
                    MAJOR_FAULTS,
                    INIT_READ_BYTES,
                    INIT_SOCKETS -> true;
            case DURATION, RESTORE_DURATION, BILLED_DURATION, MAX_MEMORY, CLIENT_LATENCY -> false;
        };
    }

    /** The name in files: {@code init_duration}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The metric of that name, if there is one. */
    public static Optional<Metric> ofKey(String key) {
        for (Metric metric : values()) {
            if (metric.key().equals(key)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }
}
