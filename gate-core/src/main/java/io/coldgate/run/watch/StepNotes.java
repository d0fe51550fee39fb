package io.coldgate.run.watch;

import io.coldgate.watch.FunctionWatch;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Records the progress of steps, first on disk, then in events for people.
 *
 * @param watch the function
 * @param acts whether steps are taken rather than only announced
 * @param clock the machine's clock, in milliseconds since 1970
 * @param disk saves the state of the whole watch
 * @param events receives every new event
 */
record StepNotes(FunctionWatch watch, boolean acts, LongSupplier clock, Disk disk, Consumer<WatchEvent> events) {
    /** Saves the state of the whole watch. */
    interface Disk {
        void save() throws IOException;
    }

    /**
     * Returns the time of a step: the log's time in a dry run, otherwise the later of the log's and the machine's time.
     */
    long now() {
        return acts ? Math.max(clock.getAsLong(), watch.nowMillis()) : watch.nowMillis();
    }

    /** Returns a step whose outcome must be checked again. */
    StepRecord unanswered(StepRecord step, String how) {
        return to(step, step.state(), "no answer, so it will be checked again: " + how);
    }

    /** Returns the step in a new state, dated now. */
    StepRecord to(StepRecord step, StepRecord.State state, String how) {
        return step.to(state, now(), how, step.before());
    }

    /** Records a change of a step. A platform that stays unreachable is reported only once. */
    void note(StepRecord before, StepRecord after) throws IOException {
        if (isNews(before, after)) {
            note(after);
        }
    }

    /** Records a change of a step of an incident that is over. */
    void noteAfter(Incident over, StepRecord before, StepRecord after) throws IOException {
        if (isNews(before, after)) {
            noteAfter(over, after);
        }
    }

    private static boolean isNews(StepRecord before, StepRecord after) {
        return before.state() != after.state() || before.detail().isEmpty();
    }

    /** Records a step of the open incident. */
    void note(StepRecord step) throws IOException {
        WatchEvent event = watch.noted(step);
        disk.save();
        events.accept(event);
    }

    /** Records a step of an incident that is over. */
    void noteAfter(Incident over, StepRecord step) throws IOException {
        WatchEvent event = watch.notedAfter(over.number(), step);
        disk.save();
        events.accept(event);
    }
}
