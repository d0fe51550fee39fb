package io.coldgate.run.watch;

import io.coldgate.thresholds.WatchAction;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes back down the ladder: steps with {@code undo: true} are undone when their incident is over.
 *
 * @param begun the function's steps and their outcomes
 * @param notes records the progress of steps
 */
record StepUndo(BegunSteps begun, StepNotes notes) {
    /** Returns the newest incident that is over, and older ones that have a step without an answer; newest first. */
    List<Incident> unsettled() {
        List<Incident> ended = notes.watch().status().ended();
        List<Incident> unsettled = new ArrayList<>();
        for (int i = ended.size() - 1; i >= 0; i--) {
            if (i == ended.size() - 1 || ended.get(i).isUnderWay()) {
                unsettled.add(ended.get(i));
            }
        }
        return unsettled;
    }

    /**
     * Undoes steps of incidents that are over. An older step may have changed the same setting, so it waits for newer
     * ones.
     *
     * @param all whether to include undos that have not begun yet; during a new incident, these steps stay
     */
    void takeBack(boolean all) throws IOException, InterruptedException {
        for (Incident over : unsettled()) {
            boolean proven = over.recoveredMillis() != null;
            if (!isTakenBack(over, all && proven)) {
                return;
            }
        }
    }

    /** Returns the steps that will be undone once a watch with permission to act runs. */
    List<StepRecord> waiting() {
        List<StepRecord> waiting = new ArrayList<>();
        for (Incident over : unsettled()) {
            for (StepRecord step : over.steps()) {
                boolean proven = over.recoveredMillis() != null && step.state() == StepRecord.State.DONE;
                if (step.state() == StepRecord.State.UNDO_INTENDED
                        || proven && begun.wish(step) == BegunSteps.Wish.UNDO) {
                    waiting.add(step);
                }
            }
        }
        return waiting;
    }

    /** Reports that steps with an undo are left in place, because the recovery of their incident was not proven. */
    void leave() throws IOException {
        for (Incident over : notes.watch().status().ended()) {
            for (StepRecord step : over.steps()) {
                if (over.recoveredMillis() == null
                        && step.state() == StepRecord.State.DONE
                        && begun.wish(step) != BegunSteps.Wish.STAY) {
                    left(over, step, "recovery was not proven");
                }
            }
        }
    }

    /** Undoes an incident's steps, the newest first; returns whether none has to be checked again. */
    private boolean isTakenBack(Incident over, boolean all) throws IOException, InterruptedException {
        List<StepRecord> steps = new ArrayList<>(over.steps());
        steps.sort(Comparator.comparingInt(StepRecord::number).reversed());
        for (StepRecord step : steps) {
            boolean first = all && step.state() == StepRecord.State.DONE && isTakenBack(over, step);
            if (first) {
                notes.noteAfter(over, notes.to(step, StepRecord.State.UNDO_INTENDED, ""));
            }
            if (first || step.state() == StepRecord.State.UNDO_INTENDED) {
                StepRecord undone = undone(step);
                notes.noteAfter(over, step, undone);
                if (undone.state() == StepRecord.State.UNDO_INTENDED) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns whether a step is to be undone; reports a step that was to be undone and now stays. */
    private boolean isTakenBack(Incident over, StepRecord step) throws IOException {
        return switch (begun.wish(step)) {
            case UNDO -> true;
            case STAY -> false;
            case NO_LONGER_UNDO -> left(over, step, "the file no longer says undo: true");
            case NOT_KNOWN -> left(over, step, "the step is no longer in the file");
        };
    }

    private boolean left(Incident over, StepRecord step, String why) throws IOException {
        notes.noteAfter(over, notes.to(step, StepRecord.State.LEFT, why));
        return false;
    }

    /** Undoes a step; returns it with the outcome. */
    private StepRecord undone(StepRecord step) throws InterruptedException {
        @Nullable String before = step.before();
        try {
            Optional<WatchAction.Live> change = begun.change(step);
            if (before == null || change.isEmpty()) {
                throw new StepException("the step is no longer in the file");
            }
            String how = LiveSteps.of(begun.live()).undo(begun.changed(step), change.get(), before);
            return notes.to(step, StepRecord.State.UNDONE, how);
        } catch (StepException e) {
            return notUndone(step, e);
        }
    }

    /** Returns the outcome of a step whose undo failed or was not answered. */
    private StepRecord notUndone(StepRecord step, StepException how) throws InterruptedException {
        BegunSteps.Shown shown = begun.fate(step).shown();
        if (shown == BegunSteps.Shown.AS_BEFORE) {
            return notes.to(step, StepRecord.State.UNDONE, "found as before: " + how.getMessage());
        }
        return !how.isAnswered() || shown == BegunSteps.Shown.UNANSWERED
                ? notes.unanswered(notes.to(step, StepRecord.State.UNDO_INTENDED, ""), how.getMessage())
                : notes.to(step, StepRecord.State.LEFT, how.getMessage());
    }
}
