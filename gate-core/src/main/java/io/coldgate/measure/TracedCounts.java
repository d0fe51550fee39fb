package io.coldgate.measure;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.explain.WatchException;
import io.coldgate.explain.WatchedStarts;
import io.coldgate.lambda.CallException;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.Metric;
import io.coldgate.sample.PackageSum;
import io.coldgate.unit.Dimension;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Counts of package inits, which only a traced start provides. A trace costs time, so each sample takes its counts from
 * an extra start of the same arm; these are taken ten at a time.
 */
final class TracedCounts {
    /**
     * The number of starts in a block: the usual number that decides a p50 (docs/statistics.md), so one block is enough
     * for most checks.
     */
    private static final int BLOCK = 10;

    /** The probe's instructions; Lambda ends an init after 10 s. */
    private static final String ORDER = "traced=%d,millis=8000";

    /** A noisy function garbles some traces; if it garbles all of them, nothing can be counted. */
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
     * @param most the values; for times, which Go truncates, their upper bounds
     * @param least for times, their lower bounds on a host without neighbours
     * @param packages the packages that a metric counts, if there is any
     */
    record Traced(Map<Metric, Double> most, Map<Metric, Double> least, Map<Metric, List<String>> packages) {
        static final Traced NONE = new Traced(Map.of(), Map.of(), Map.of());
    }

    /** Creates a deployment only if it is needed. */
    interface Plan {
        WatchedArm watched() throws ArtifactException;
    }

    /** Returns counts of an arm, if one of the metrics needs them. */
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

    /** Returns the counts of a traced start that no sample has used yet; empty if none is left. */
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
        Map<Metric, List<String>> packages = new TreeMap<>();
        for (Metric metric : metrics) {
            metric.packages().ifPresent(sum -> {
                most.put(metric, sum.most(start));
                if (metric.dimension() == Dimension.TIME) {
                    least.put(metric, sum.least(start));
                }
                List<String> names = sum.amount() == PackageSum.Amount.PACKAGES ? sum.names(start) : List.of();
                if (!names.isEmpty()) {
                    packages.put(metric, names);
                }
            });
        }
        counts.add(new Traced(most, least, packages));
    }
}
