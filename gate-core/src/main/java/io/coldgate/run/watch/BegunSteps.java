package io.coldgate.run.watch;

import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.watch.KeptAction;
import io.coldgate.watch.StepRecord;
import java.util.List;
import java.util.Optional;

/**
 * Determines the outcome of steps that were begun: the watch may have been killed since, or an answer may have been
 * lost.
 *
 * @param function whose steps they are
 * @param live the platform's functions; empty when there is no platform
 */
record BegunSteps(WatchedFunction function, Optional<LiveSteps> live) {
    /** The state of a step, as its function shows it. */
    enum Shown {
        /** The function is as the step leaves it. */
        TAKEN,
        /** The function is as it was before the step. */
        AS_BEFORE,
        /** The function is in neither state, or shows no trace of such a step. */
        NOTHING,
        /** The platform does not answer and must be asked again. */
        UNANSWERED
    }

    /**
     * The outcome of a step that was begun.
     *
     * @param shown what the function shows
     * @param detail why it shows nothing, as the platform reports it; may be empty
     */
    record Fate(Shown shown, String detail) {}

    /** Returns the file's action that the step took; empty if the file no longer has it. */
    Optional<WatchAction> action(StepRecord step) {
        List<WatchAction> actions = function.watch().actions();
        if (step.number() <= actions.size() && step.took(actions.get(step.number() - 1))) {
            return Optional.of(actions.get(step.number() - 1));
        }
        return actions.stream().filter(step::took).findFirst();
    }

    /** Returns the change that the step made, even if the file now has a different action in its place. */
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

    /** The intended fate of a step when its incident is over. */
    enum Wish {
        /** The step is undone. */
        UNDO,
        /** The step stays: the file asks for no undo, now or when the step was taken. */
        STAY,
        /** The step stays, because the file no longer asks for its undo. */
        NO_LONGER_UNDO,
        /** Unknown: an earlier version of the watch took the step, and the file no longer has it. */
        NOT_KNOWN
    }

    /** Returns the intended fate of a step, according to the present file or to the file when the step was taken. */
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

    /** Returns the outcome of a step. */
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
