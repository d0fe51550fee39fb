package io.coldgate.gate;

import io.coldgate.sample.Arm;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Start;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the failed starts of one arm, and keeps one of each kind. */
final class FailureTally {
    /** The number of kinds that are kept: if there are more, no two failures are alike. */
    private static final int MOST_KINDS = 100;

    private final Arm arm;
    private final Map<Kind, Seen> seen = new LinkedHashMap<>();
    private int samples;
    private int failedSamples;
    private int discarded;
    private int failedDiscarded;

    private record Kind(String type, String message) {}

    private record Seen(int count, Failure last) {}

    FailureTally(Arm arm) {
        this.arm = arm;
    }

    void sampled(Start start) {
        samples++;
        if (failed(start)) {
            failedSamples++;
        }
    }

    void discarded(Start start) {
        discarded++;
        if (failed(start)) {
            failedDiscarded++;
        }
    }

    private boolean failed(Start start) {
        if (start.failure().isEmpty()) {
            return false;
        }
        Failure failure = start.failure().get();
        Kind kind = new Kind(failure.type(), failure.message());
        if (seen.containsKey(kind) || seen.size() < MOST_KINDS) {
            seen.merge(kind, new Seen(1, failure), (before, now) -> new Seen(before.count() + 1, failure));
        }
        return true;
    }

    /** Returns whether there were starts and none of them worked. */
    boolean noneWorked() {
        int all = samples + discarded;
        return all > 0 && failedSamples + failedDiscarded == all;
    }

    int failedSamples() {
        return failedSamples;
    }

    int discarded() {
        return discarded;
    }

    int failedDiscarded() {
        return failedDiscarded;
    }

    /** Returns the failures; empty when all samples worked. */
    Optional<FailureSummary> summary() {
        boolean onlyDiscarded = samples == 0;
        int failed = onlyDiscarded ? failedDiscarded : failedSamples;
        if (failed == 0) {
            return Optional.empty();
        }
        // Among equally frequent kinds, the first is taken.
        Seen most = new Seen(0, new Failure("", ""));
        for (Seen kind : seen.values()) {
            most = kind.count() > most.count() ? kind : most;
        }
        return Optional.of(new FailureSummary(arm, failed, onlyDiscarded ? discarded : samples, most.last()));
    }
}
