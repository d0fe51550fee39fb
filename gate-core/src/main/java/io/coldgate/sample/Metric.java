package io.coldgate.sample;

import io.coldgate.unit.Dimension;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A metric of one start. Its key is the name in {@code thresholds.yaml} and in every file that the gate writes. Metrics
 * with the same key are equal; they are ordered as in {@link #OF_STARTS}, then by key.
 */
public final class Metric implements Comparable<Metric> {
    /** Time from the spawn of the runtime to its first {@code next}; on AWS the REPORT's Init Duration. */
    public static final Metric INIT_DURATION = new Metric(1, "init_duration", Dimension.TIME, true);

    /** The first handler run: the REPORT's Duration. */
    public static final Metric DURATION = new Metric(2, "duration", Dimension.TIME, false);

    /** Init duration plus duration; with SnapStart restore duration plus duration. */
    public static final Metric COLD_DURATION = new Metric(3, "cold_duration", Dimension.TIME, true);

    /** The REPORT's Restore Duration (SnapStart). */
    public static final Metric RESTORE_DURATION = new Metric(4, "restore_duration", Dimension.TIME, false);

    /** The time that is billed, rounded up to a millisecond by the platform. */
    public static final Metric BILLED_DURATION = new Metric(5, "billed_duration", Dimension.TIME, false);

    /** Peak memory: the REPORT's Max Memory Used. */
    public static final Metric MAX_MEMORY = new Metric(6, "max_memory", Dimension.SIZE, false);

    /** Wall clock around the Invoke call, at the caller. */
    public static final Metric CLIENT_LATENCY = new Metric(7, "client_latency", Dimension.TIME, false);

    /** CPU time of all the process's threads up to its first {@code next}. */
    public static final Metric INIT_CPU = new Metric(8, "init_cpu", Dimension.TIME, true);

    /** Allocations of all package inits; measured in an extra start that Go traces. */
    public static final Metric INIT_ALLOCS =
            new Metric(9, "init_allocs", new PackageSum("**", PackageSum.Amount.ALLOCS));

    /** Bytes that all package inits allocate, measured in the same extra start. */
    public static final Metric INIT_BYTES = new Metric(10, "init_bytes", new PackageSum("**", PackageSum.Amount.BYTES));

    /** Page faults of the start's processes, up to its first {@code next}, that waited for a disk. */
    public static final Metric MAJOR_FAULTS = new Metric(11, "major_faults", Dimension.COUNT, true);

    /** Bytes that read calls of the start's processes returned up to its first {@code next}. */
    public static final Metric INIT_READ_BYTES = new Metric(12, "init_read_bytes", Dimension.SIZE, true);

    /** Open sockets of the start's processes at its first {@code next}; the one to the Runtime API is one of them. */
    public static final Metric INIT_SOCKETS = new Metric(13, "init_sockets", Dimension.COUNT, true);

    /** Duration of invocations that an environment serves after its cold start: the median of each start. */
    public static final Metric WARM_DURATION = new Metric(14, "warm_duration", Dimension.TIME, false);

    /** Wall clock around these invocations, at the caller: the median of each start. */
    public static final Metric WARM_LATENCY = new Metric(15, "warm_latency", Dimension.TIME, false);

    /** Duration of the first invocation with the function's own event after a warm-up invocation. */
    public static final Metric FIRST_USER_DURATION = new Metric(16, "first_user_duration", Dimension.TIME, false);

    /** The metrics that every function may have, in the order in which they are shown. */
    public static final List<Metric> OF_STARTS = List.of(
            INIT_DURATION,
            DURATION,
            COLD_DURATION,
            RESTORE_DURATION,
            BILLED_DURATION,
            MAX_MEMORY,
            CLIENT_LATENCY,
            INIT_CPU,
            INIT_ALLOCS,
            INIT_BYTES,
            MAJOR_FAULTS,
            INIT_READ_BYTES,
            INIT_SOCKETS,
            WARM_DURATION,
            WARM_LATENCY,
            FIRST_USER_DURATION);

    /** The metrics that depend on the event: each payload has its own, if there are several. */
    public static final List<Metric> OF_EVENTS = List.of(
            DURATION,
            COLD_DURATION,
            BILLED_DURATION,
            MAX_MEMORY,
            CLIENT_LATENCY,
            WARM_DURATION,
            WARM_LATENCY,
            FIRST_USER_DURATION);

    private static final Set<String> WARM = Set.of("warm_duration", "warm_latency", "first_user_duration");

    private static final int AFTER_ALL = Integer.MAX_VALUE;

    private static final Comparator<Metric> ORDER =
            Comparator.<Metric>comparingInt(metric -> metric.place).thenComparing(metric -> metric.key);

    private final int place;
    private final String key;
    private final Dimension dimension;
    private final boolean ofInit;
    private final Optional<PackageSum> packages;
    private final boolean moreIsBetter;
    private final Optional<OfPayload> ofPayload;

    /**
     * A metric restricted to the starts with one payload.
     *
     * @param any the metric of all starts
     * @param payload the payload's name
     */
    private record OfPayload(Metric any, String payload) {}

    private Metric(int place, String key, Dimension dimension, boolean ofInit) {
        this(place, key, dimension, ofInit, Optional.empty(), false, Optional.empty());
    }

    private Metric(int place, String key, PackageSum packages) {
        this(place, key, packages.amount().dimension(), true, Optional.of(packages), false, Optional.empty());
    }

    private Metric(
            int place,
            String key,
            Dimension dimension,
            boolean ofInit,
            Optional<PackageSum> packages,
            boolean moreIsBetter,
            Optional<OfPayload> ofPayload) {
        this.place = place;
        this.key = key;
        this.dimension = dimension;
        this.ofInit = ofInit;
        this.packages = packages;
        this.moreIsBetter = moreIsBetter;
        this.ofPayload = ofPayload;
    }

    /** Returns the metric that sums up the inits of some packages; its key is {@code allocs[github.com/**]}. */
    public static Metric of(PackageSum packages) {
        return new Metric(AFTER_ALL, packages.key(), packages);
    }

    /**
     * Returns a custom metric that the function reports; its key is {@code own[NAME]}.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param moreIsBetter whether a limit on it is a lower limit
     */
    public static Metric own(String name, Dimension dimension, boolean moreIsBetter) {
        return new Metric(
                AFTER_ALL, MetricKeys.own(name), dimension, false, Optional.empty(), moreIsBetter, Optional.empty());
    }

    /**
     * Returns this metric restricted to the starts with one payload; its key is {@code duration[NAME]}.
     *
     * @throws IllegalStateException for a metric that does not depend on the event, see {@link #OF_EVENTS}
     */
    public Metric of(String payload) {
        if (!OF_EVENTS.contains(this)) {
            throw new IllegalStateException(key + " does not depend on the event");
        }
        return new Metric(
                place,
                MetricKeys.ofPayload(key, payload),
                dimension,
                ofInit,
                Optional.empty(),
                moreIsBetter,
                Optional.of(new OfPayload(this, payload)));
    }

    /** Returns the payload that the metric is restricted to; empty for a metric of all starts. */
    public Optional<String> payload() {
        return ofPayload.map(OfPayload::payload);
    }

    /** Returns the metric of all starts, with any payload. */
    public Metric ofAny() {
        return ofPayload.map(OfPayload::any).orElse(this);
    }

    /** Returns whether a start with that payload has this metric. */
    public boolean isOf(Optional<DrawnPayload> drawn) {
        return ofPayload.isEmpty()
                || drawn.filter(one -> one.name().equals(ofPayload.get().payload()))
                        .isPresent();
    }

    /** Returns whether one of these metrics is measured only in an extra start with the runtime's trace. */
    public static boolean anyTraced(Set<Metric> metrics) {
        return metrics.stream().anyMatch(Metric::isTraced);
    }

    /** Returns the name in files: {@code init_duration}. */
    public String key() {
        return key;
    }

    /** Returns the dimension of its values. */
    public Dimension dimension() {
        return dimension;
    }

    /** Returns whether it grows with the work that a function does before its first {@code next}. */
    public boolean isOfInit() {
        return ofInit;
    }

    /** Returns whether it is measured only in an extra start with the runtime's trace. */
    public boolean isTraced() {
        return packages.isPresent();
    }

    /** Returns whether it is a custom metric that the function reports. */
    public boolean isOwn() {
        return MetricKeys.isOwn(key);
    }

    /**
     * Returns the name in the thresholds file: the key, or for a custom metric the name in its brackets, or for a
     * payload's metric {@code duration.small}.
     */
    public String name() {
        if (ofPayload.isPresent()) {
            return ofPayload.get().any().key + "." + ofPayload.get().payload();
        }
        return isOwn() ? MetricKeys.ownName(key) : key;
    }

    /** Returns whether a limit on it is a lower limit. */
    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /**
     * Returns the number for a decision, for which less is better: the value, or its reciprocal if more is better. It
     * increases as the value gets worse, so quantiles and ratios are preserved. The function is its own inverse; the
     * reciprocal of 0 is infinite, the worst value.
     */
    public double scored(double value) {
        return moreIsBetter ? 1 / value : value;
    }

    /** Returns whether it is measured in invocations after the cold start. */
    public boolean isWarm() {
        return WARM.contains(ofAny().key);
    }

    /** Returns the package inits that it sums up; empty if it is not such a sum. */
    public Optional<PackageSum> packages() {
        return packages;
    }

    /** Returns the metric with that name among those that every function may have, if there is one. */
    public static Optional<Metric> ofStarts(String key) {
        return OF_STARTS.stream().filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** Returns the metric with that key, if there is one. */
    public static Optional<Metric> ofKey(String key) {
        return MetricKeys.parse(key);
    }

    @Override
    public int compareTo(Metric other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Metric metric && metric.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Returns the key. */
    @Override
    public String toString() {
        return key;
    }
}
