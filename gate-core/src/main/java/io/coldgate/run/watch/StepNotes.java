package io.coldgate.run.watch;

import io.coldgate.watch.FunctionWatch;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notes how far steps come: on the disk first, then to people.
 *
 * @param watch the function
 * @param acts whether steps are taken, and not only said
 * @param clock this machine's, in milliseconds since 1970
 * @param disk keeps the state of the whole watch
 * @param events told what is news
 */
record StepNotes(FunctionWatch watch, boolean acts, LongSupplier clock, Disk disk, Consumer<WatchEvent> events) {
    /** Keeps the state of the whole watch. */
    interface Disk {
        void save() throws IOException;
    }

    /**
     * Returns the time of a step: the log's for one of a dry run; this machine's, which is later, for one that is
     * taken.
     */
    long now() {
        return acts ? Math.max(clock.getAsLong(), watch.nowMillis()) : watch.nowMillis();
    }

    /** Returns a step that is to be looked at again. */
    StepRecord unanswered(StepRecord step, String how) {
        return to(step, step.state(), "no answer, so it will be checked again: " + how);
    }

    /** Returns the step in a state that it has come into now. */
    StepRecord to(StepRecord step, StepRecord.State state, String how) {
        return step.to(state, now(), how, step.before());
    }

    /** Notes what is news: a platform may be away for long, and that is said once. */
    void note(StepRecord before, StepRecord after) throws IOException {
        if (isNews(before, after)) {
            note(after);
        }
    }

    /** Notes what is news of a step of an incident that is over. */
    void noteAfter(Incident over, StepRecord before, StepRecord after) throws IOException {
        if (isNews(before, after)) {
            noteAfter(over, after);
        }
    }

    private static boolean isNews(StepRecord before, StepRecord after) {
        return before.state() != after.state() || before.detail().isEmpty();
    }

    /** Notes a step of the open incident. */
    void note(StepRecord step) throws IOException {
        WatchEvent event = watch.noted(step);
        disk.save();
        events.accept(event);
    }

    /** Notes a step of an incident that is over. */
    void noteAfter(Incident over, StepRecord step) throws IOException {
        WatchEvent event = watch.notedAfter(over.number(), step);
        disk.save();
        events.accept(event);
    }
}
