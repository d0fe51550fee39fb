package io.coldgate.measure;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.explain.WatchException;
import io.coldgate.explain.WatchedStarts;
import io.coldgate.lambda.CallException;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.Metric;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

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
    private final Deque<Map<Metric, Double>> counts = new ArrayDeque<>();
    private boolean deployed;

    TracedCounts(WatchedArm arm) {
        this.arm = arm;
    }

    /** A way to a deployment that is only taken where it is needed. */
    interface Plan {
        WatchedArm watched() throws ArtifactException;
    }

    /** Returns counts of an arm, where one of the metrics needs them. */
    static Optional<TracedCounts> of(Set<Metric> needed, Plan plan) throws CallException {
        if (Metric.TRACED.stream().noneMatch(needed::contains)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TracedCounts(plan.watched()));
        } catch (ArtifactException e) {
            throw new CallException(CallException.Kind.REFUSED, "init_allocs and init_bytes: " + e.getMessage());
        }
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
                        "init_allocs and init_bytes: no start gave a whole trace of its inits; only Go programs do, and"
                                + " only while they print little: remove these budgets");
            }
        }
    }

    /** Returns the counts of a traced start that no sample has had yet; nothing where none is left. */
    synchronized Map<Metric, Double> next() {
        Map<Metric, Double> next = counts.poll();
        return next == null ? Map.of() : next;
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
            throw new CallException(CallException.Kind.REFUSED, "init_allocs and init_bytes: " + e.getMessage());
        }
    }

    private synchronized void add(ExplainedStart start) {
        if (start.kind() == Kind.TRACED && !start.packages().isEmpty() && start.torn() == 0) {
            counts.add(Map.of(
                    Metric.INIT_ALLOCS, sum(start, PackageInit::allocs),
                    Metric.INIT_BYTES, sum(start, PackageInit::bytes)));
        }
    }

    private static double sum(ExplainedStart start, ToLongFunction<PackageInit> count) {
        return start.packages().stream().mapToLong(count).sum();
    }
}
