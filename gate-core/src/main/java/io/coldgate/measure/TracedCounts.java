package io.coldgate.measure;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.explain.WatchException;
import io.coldgate.explain.WatchedStarts;
import io.coldgate.lambda.CallException;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.Metric;
import io.coldgate.unit.Dimension;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts of package inits, which only a traced start tells. A trace costs time, so each sample takes its counts from an
 * extra start of the same arm; these are taken ten at a time.
 */
final class TracedCounts {
    /** The usual number of starts that decide a p50 (docs/statistics.md): one block is enough for most checks. */
    private static final int BLOCK = 10;

    /** Lambda ends an init after 10 s. */
    private static final String ORDER = "traced=%d,millis=8000";

    /** A noisy function tears some traces; one that tears all of them cannot be counted. */
    private static final int MOST_EMPTY_BLOCKS = 3;

    private final WatchedArm arm;
    private final Set<Metric> metrics;
    private final String named;
    private final Deque<Traced> counts = new ArrayDeque<>();
    private boolean deployed;

    TracedCounts(WatchedArm arm, Set<Metric> metrics) {
        this.arm = arm;
        this.metrics = metrics;
        this.named = named(metrics);
    }

    /**
     * The values of the metrics in one traced start.
     *
     * @param most values; of times, which Go truncates, the most that they can be
     * @param least of times, the least that they can be on a host without neighbours
     */
    record Traced(Map<Metric, Double> most, Map<Metric, Double> least) {
        static final Traced NONE = new Traced(Map.of(), Map.of());
    }

    /** A way to a deployment that is only taken where it is needed. */
    interface Plan {
        WatchedArm watched() throws ArtifactException;
    }

    /** Returns counts of an arm, where one of the metrics needs them. */
    static Optional<TracedCounts> of(Set<Metric> needed, Plan plan) throws CallException {
        Set<Metric> traced = needed.stream().filter(Metric::isTraced).collect(Collectors.toCollection(TreeSet::new));
        if (traced.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TracedCounts(plan.watched(), traced));
        } catch (ArtifactException e) {
            throw new CallException(CallException.Kind.REFUSED, named(traced) + ": " + e.getMessage());
        }
    }

    private static String named(Set<Metric> metrics) {
        return metrics.stream().map(Metric::key).collect(Collectors.joining(", "));
    }

    /**
     * Takes traced starts until there are counts for so many samples.
     *
     * @throws CallException when starts cannot be traced
     */
    void provide(int samples) throws CallException, InterruptedException {
        int empty = 0;
        while (counts.size() < samples) {
            int before = counts.size();
            block(Math.max(BLOCK, samples - before));
            empty = counts.size() > before ? 0 : empty + 1;
            if (empty == MOST_EMPTY_BLOCKS) {
                throw new CallException(
                        CallException.Kind.REFUSED,
                        named + ": no start gave a whole trace of its inits; only Go programs do, and"
                                + " only while they print little: remove these budgets");
            }
        }
    }

    /** Returns what a traced start tells that no sample has had yet; nothing where none is left. */
    Traced next() {
        Traced next = counts.poll();
        return next == null ? Traced.NONE : next;
    }

    private void block(int starts) throws CallException, InterruptedException {
        try {
            if (!deployed) {
                deployed = true;
                arm.deploy();
            }
            WatchedStarts watched = arm.block(String.format(Locale.ROOT, ORDER, starts), Map.of());
            watched.starts().forEach(this::add);
        } catch (WatchException e) {
            throw new CallException(CallException.Kind.REFUSED, named + ": " + e.getMessage());
        }
    }

    private void add(ExplainedStart start) {
        if (start.kind() != Kind.TRACED || start.packages().isEmpty() || start.torn() > 0) {
            return;
        }
        Map<Metric, Double> most = new TreeMap<>();
        Map<Metric, Double> least = new TreeMap<>();
        for (Metric metric : metrics) {
            metric.packages().ifPresent(sum -> {
                most.put(metric, sum.most(start));
                if (metric.dimension() == Dimension.TIME) {
                    least.put(metric, sum.least(start));
                }
            });
        }
        counts.add(new Traced(most, least));
    }
}
