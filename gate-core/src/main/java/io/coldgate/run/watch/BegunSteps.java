package io.coldgate.run.watch;

import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.watch.KeptAction;
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

    /** Returns the action of the file that the step took; empty where the file no more has it. */
    Optional<WatchAction> action(StepRecord step) {
        List<WatchAction> actions = function.watch().actions();
        if (step.number() <= actions.size() && step.took(actions.get(step.number() - 1))) {
            return Optional.of(actions.get(step.number() - 1));
        }
        return actions.stream().filter(step::took).findFirst();
    }

    /** Returns what the step changes: as it was taken, whatever the file has in its place now. */
    Optional<WatchAction.Live> change(StepRecord step) {
        KeptAction kept = step.action();
        return kept != null
                ? Optional.of(kept.change())
                : action(step)
                        .map(WatchAction::kind)
                        .filter(WatchAction.Live.class::isInstance)
                        .map(WatchAction.Live.class::cast);
    }

    /** Returns the name of the function that the step changes. */
    String changed(StepRecord step) {
        KeptAction kept = step.action();
        return kept == null ? function.deployedName() : kept.function();
    }

    /** The end that a step is to have when its incident is over. */
    enum Wish {
        /** It is taken back. */
        UNDO,
        /** It stays, as the file says and said. */
        STAY,
        /** It stays, for the file no longer says that it is taken back. */
        NO_LONGER_UNDO,
        /** An earlier version took it, and the file no more has it: nobody knows. */
        NOT_KNOWN
    }

    /** Returns the end that a step is to have: as the file says now, or said when the step was taken. */
    Wish wish(StepRecord step) {
        Optional<WatchAction> now = action(step);
        KeptAction kept = step.action();
        if (now.isPresent() ? now.get().undo() : kept != null && kept.undo()) {
            return Wish.UNDO;
        }
        if (now.isEmpty() && kept == null && step.before() != null) {
            return Wish.NOT_KNOWN;
        }
        return kept != null && kept.undo() ? Wish.NO_LONGER_UNDO : Wish.STAY;
    }

    /** Returns what became of a step. */
    Fate fate(StepRecord step) throws InterruptedException {
        Optional<WatchAction.Live> change = change(step);
        if (live.isEmpty() || step.before() == null || change.isEmpty()) {
            return new Fate(Shown.NOTHING, "");
        }
        try {
            Optional<Boolean> taken = live.get().isTaken(changed(step), change.get(), step.before());
            return new Fate(
                    taken.map(yes -> yes ? Shown.TAKEN : Shown.AS_BEFORE).orElse(Shown.NOTHING), "");
        } catch (StepException e) {
            return new Fate(e.isAnswered() ? Shown.NOTHING : Shown.UNANSWERED, e.getMessage());
        }
    }
}
