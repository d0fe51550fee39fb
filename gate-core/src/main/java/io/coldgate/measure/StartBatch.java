package io.coldgate.measure;

import io.coldgate.deploy.Copy;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Invocation;
import io.coldgate.platform.ColdStartProof;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts that are taken together: one update of each copy, then all invocations at once. Each start is delivered as
 * soon as it ends. Only an invocation that was not cold waits for the others, because only then it is known whether an
 * environment of this batch served it.
 */
final class StartBatch {
    private final Launcher launcher;
    private final IntSupplier launches;
    private final FunctionRun.Sink sink;
    private final long atMillis;
    private final Map<Copy, Set<String>> environments = new HashMap<>();
    private final List<Outcome> notCold = new ArrayList<>();
    private @Nullable CallException refused;
    private int cold;

    /** The outcome of an invocation: either the call failed, or there is a proof. */
    private record Outcome(
            PlannedStart planned,
            int launch,
            @Nullable CallException failed,
            @Nullable ColdStartProof proof,
            FurtherFigures further) {}

    /**
     * Prepares a batch.
     *
     * @param launches gives each attempt its place in the order of reading
     */
    StartBatch(Launcher launcher, IntSupplier launches, FunctionRun.Sink sink, long atMillis) {
        this.launcher = launcher;
        this.launches = launches;
        this.sink = sink;
        this.atMillis = atMillis;
    }

    /**
     * Takes the starts.
     *
     * @return whether each of them was proven cold
     * @throws CallException when a function is gone or the platform refuses permanently; all other starts are kept
     */
    boolean take(List<PlannedStart> starts) throws CallException, IOException, InterruptedException {
        Map<Copy, String> names = new HashMap<>();
        if (!update(starts, names)) {
            return false;
        }
        List<Callable<Outcome>> calls = new ArrayList<>();
        for (PlannedStart planned : starts) {
            int launch = launches.getAsInt();
            String name = Objects.requireNonNull(names.get(planned.copy()));
            calls.add(() -> invoke(planned, launch, name));
        }
        try {
            launcher.launch(starts.get(0).arm().name(), calls, this::accept);
        } finally {
            for (Outcome outcome : notCold) {
                sink.accept(rejected(outcome));
            }
        }
        if (refused != null) {
            throw refused;
        }
        return cold == starts.size();
    }

    /** Updates each copy once; all updates are requested before the first one is awaited. */
    private boolean update(List<PlannedStart> starts, Map<Copy, String> names)
            throws CallException, IOException, InterruptedException {
        Set<Copy> copies = new LinkedHashSet<>();
        starts.forEach(planned -> copies.add(planned.copy()));
        try {
            for (Copy copy : copies) {
                copy.begin();
            }
            for (Copy copy : copies) {
                names.put(copy, copy.await());
            }
            return true;
        } catch (CallException e) {
            // This counts as a single failed attempt, not as one per planned start.
            sink.accept(failed(starts.get(0).arm(), launches.getAsInt(), e));
            return false;
        }
    }

    private static Outcome invoke(PlannedStart planned, int launch, String name) throws InterruptedException {
        try {
            Invocation invocation = planned.arm().invoke(name, planned.event());
            ColdStartProof proof = planned.arm().read(invocation, planned.copy());
            FurtherFigures further = planned.arm().further(planned, name, invocation, proof);
            ColdStartProof shown =
                    further.notCold().isPresent() ? further.notCold().get() : proof;
            return new Outcome(planned, launch, null, shown, further);
        } catch (CallException e) {
            return new Outcome(planned, launch, e, null, FurtherFigures.NONE);
        }
    }

    private void accept(Outcome outcome) throws IOException, InterruptedException {
        if (outcome.proof() instanceof ColdStartProof.Cold start) {
            environments
                    .computeIfAbsent(outcome.planned().copy(), copy -> new HashSet<>())
                    .add(start.environment());
            ResultsRecord.Attempt entry = outcome.planned()
                    .arm()
                    .record(outcome.planned(), outcome.launch(), start, outcome.further(), atMillis);
            if (!(entry instanceof ResultsRecord.Rejected)) {
                cold++;
            }
            sink.accept(entry);
        } else if (outcome.failed() != null) {
            try {
                sink.accept(failed(outcome.planned().arm(), outcome.launch(), outcome.failed()));
            } catch (CallException e) {
                refused = e;
            }
        } else {
            notCold.add(outcome);
        }
    }

    /** Returns the record of a call that may be repeated; other failures are thrown. */
    private ResultsRecord.Rejected failed(ArmRun arm, int launch, CallException e) throws CallException {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case THROTTLED -> arm.rejected(launch, atMillis, Rejection.THROTTLED, message);
            case UNAVAILABLE, CONFLICT -> arm.rejected(launch, atMillis, Rejection.CALL_FAILED, message);
            case NOT_FOUND, REFUSED -> throw e;
        };
    }

    private ResultsRecord.Rejected rejected(Outcome outcome) {
        ColdStartProof.NotProven seen = (ColdStartProof.NotProven) Objects.requireNonNull(outcome.proof());
        Rejection reason = isCollision(outcome.planned(), seen) ? Rejection.COLLISION : Rejection.WARM;
        return outcome.planned().arm().rejected(outcome.launch(), atMillis, reason, seen.detail());
    }

    /**
     * Returns whether an environment of this batch served twice, because the first invocation had ended when the second
     * was sent. If the platform does not name the environment of a warm start, one of the batch is assumed, if there is
     * any.
     */
    private boolean isCollision(PlannedStart planned, ColdStartProof.NotProven seen) {
        Set<String> made = environments.getOrDefault(planned.copy(), Set.of());
        return seen.environment().map(made::contains).orElse(!made.isEmpty());
    }
}
