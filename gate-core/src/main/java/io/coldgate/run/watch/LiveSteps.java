package io.coldgate.run.watch;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LiveFunctions;
import io.coldgate.thresholds.WatchAction;
import java.util.Map;
import java.util.Optional;

/**
 * Steps that change a function. The previous values are read and kept first: they allow an undo, and they show whether
 * a killed watch had taken a step.
 */
final class LiveSteps {
    private final LiveFunctions functions;

    /** A request to the platform. */
    private interface Asked<T> {
        T ask() throws CallException, StepException, InterruptedException;
    }

    LiveSteps(LiveFunctions functions) {
        this.functions = functions;
    }

    /**
     * Returns the platform's functions.
     *
     * @throws StepException when there is no platform
     */
    static LiveSteps of(Optional<LiveSteps> live) throws StepException {
        return live.orElseThrow(() -> new StepException("no platform to act on"));
    }

    private LiveStep step(String function, WatchAction.Live kind) {
        if (kind instanceof WatchAction.SetEnvironment set) {
            return new EnvironmentStep(functions, function, set);
        }
        if (kind instanceof WatchAction.Memory memory) {
            return new MemoryStep(functions, function, memory);
        }
        if (kind instanceof WatchAction.Provision provision) {
            return new ProvisionStep(functions, function, provision);
        }
        return new AliasStep(functions, function, (WatchAction.Alias) kind);
    }

    /** Inspects what the step will change and decides on the new value. Changes nothing. */
    String look(String function, WatchAction.Live kind, Map<String, String> revisions)
            throws StepException, InterruptedException {
        return told(() -> step(function, kind).look(revisions));
    }

    /** Takes the step; returns how it went. */
    String take(String function, WatchAction.Live kind, String before) throws StepException, InterruptedException {
        return told(() -> step(function, kind).take(before));
    }

    /** Returns whether the step has been taken, according to the present function; empty if it cannot be determined. */
    Optional<Boolean> isTaken(String function, WatchAction.Live kind, String before)
            throws StepException, InterruptedException {
        return told(() -> step(function, kind).isTaken(before));
    }

    /**
     * Undoes the step, unless somebody has changed the value since. A step that is already undone, for instance by a
     * watch that was killed, is left alone.
     */
    String undo(String function, WatchAction.Live kind, String before) throws StepException, InterruptedException {
        LiveStep step = step(function, kind);
        return told(() -> {
            Optional<Boolean> taken = step.isTaken(before);
            if (taken.isEmpty()) {
                throw new StepException("somebody changed it after the step: left alone");
            }
            if (!taken.get()) {
                return "found as before";
            }
            step.undo(before);
            return "as before";
        });
    }

    /** Returns the revision of an alias; empty when it cannot be read. */
    Optional<String> revision(String function, String alias) throws InterruptedException {
        try {
            return Optional.of(functions.alias(function, alias).revision());
        } catch (CallException e) {
            // The step itself will report the reason.
            return Optional.empty();
        }
    }

    private static <T> T told(Asked<T> asked) throws StepException, InterruptedException {
        try {
            return asked.ask();
        } catch (IllegalArgumentException e) {
            // The message is left out because it may contain the value of a variable.
            throw new StepException("the state file does not say what was there before the step");
        } catch (CallException e) {
            throw new StepException(String.valueOf(e.getMessage()), e.kind() != CallException.Kind.UNAVAILABLE);
        }
    }
}
