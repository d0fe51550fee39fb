package io.coldgate.run.watch;

import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.watch.StepRecord;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what became of steps that were begun: a watch may have been killed meanwhile, or an answer been lost.
 *
 * @param function whose steps they are
 * @param live the platform's functions; empty where there is no platform
 */
record BegunSteps(WatchedFunction function, Optional<LiveSteps> live) {
    /** A step, by what its function shows of it. */
    enum Shown {
        /** It is as the step leaves it. */
        TAKEN,
        /** It is as it was before the step. */
        AS_BEFORE,
        /** It is neither, or shows nothing of such a step. */
        NOTHING,
        /** The platform does not answer: it is to be asked again. */
        UNANSWERED
    }

    /**
     * The end of a step that was begun.
     *
     * @param shown what the function shows
     * @param detail why it shows nothing, in the platform's words; may be empty
     */
    record Fate(Shown shown, String detail) {}

    /** Returns the action that the step took; empty where the file no more has it in its place. */
    Optional<WatchAction> action(StepRecord step) {
        List<WatchAction> actions = function.watch().actions();
        return step.number() <= actions.size()
                        && actions.get(step.number() - 1).kind().shown().equals(step.shown())
                ? Optional.of(actions.get(step.number() - 1))
                : Optional.empty();
    }

    /** Returns what became of a step. */
    Fate fate(StepRecord step) throws InterruptedException {
        if (live.isEmpty()
                || step.before() == null
                || !(action(step).map(WatchAction::kind).orElse(null) instanceof WatchAction.Live change)) {
            return new Fate(Shown.NOTHING, "");
        }
        try {
            Optional<Boolean> taken = live.get().isTaken(function.deployedName(), change, step.before());
            return new Fate(
                    taken.map(yes -> yes ? Shown.TAKEN : Shown.AS_BEFORE).orElse(Shown.NOTHING), "");
        } catch (StepException e) {
            return new Fate(e.isAnswered() ? Shown.NOTHING : Shown.UNANSWERED, e.getMessage());
        }
    }
}
