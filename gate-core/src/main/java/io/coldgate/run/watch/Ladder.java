package io.coldgate.run.watch;

import io.coldgate.report.WatchJson;
import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.watch.FunctionWatch;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The steps of one function: each is on disk before it is taken and after it. */
final class Ladder {
    private final WatchedFunction function;
    private final FunctionWatch watch;
    private final Optional<LiveSteps> live;
    private final LocalSteps local;
    private final boolean acts;
    private final LongSupplier clock;
    private final Disk disk;
    private final Consumer<WatchEvent> events;
    private final BegunSteps begun;

    /** Keeps the state of the whole watch. */
    interface Disk {
        void save() throws IOException;
    }

    Ladder(
            WatchedFunction function,
            FunctionWatch watch,
            Optional<LiveSteps> live,
            LocalSteps local,
            boolean acts,
            LongSupplier clock,
            Disk disk,
            Consumer<WatchEvent> events) {
        this.function = function;
        this.watch = watch;
        this.live = live;
        this.local = local;
        this.acts = acts;
        this.clock = clock;
        this.disk = disk;
        this.events = events;
        this.begun = new BegunSteps(function, live);
    }

    /** Finds out about a step that a killed watch had begun, as far as anything tells; none is repeated. */
    void resume() throws IOException, InterruptedException {
        if (acts) {
            watch.forgetDrySteps();
        }
        settle("when the watch began again");
    }

    /** Finds out about steps that were begun, and goes on with those that are to be taken back. */
    private void settle(String when) throws IOException, InterruptedException {
        for (StepRecord step : open().map(Incident::steps).orElse(List.of())) {
            if (step.state() == StepRecord.State.INTENDED) {
                note(step, resolved(step, when));
            }
        }
        for (Incident over : unsettled()) {
            for (StepRecord step : over.steps()) {
                if (step.state() == StepRecord.State.INTENDED) {
                    noteAfter(over, step, resolved(step, when));
                }
            }
        }
        if (acts) {
            takeBack(open().isEmpty());
        }
    }

    /** A step that is only said belongs to the log's time; one that is taken to that of this machine, which is later. */
    private long now() {
        return acts ? Math.max(clock.getAsLong(), watch.nowMillis()) : watch.nowMillis();
    }

    private Optional<Incident> open() {
        return watch.status().incident();
    }

    /** Returns the newest incident that is over, and older ones with a step that nobody has answered yet; newest first. */
    private List<Incident> unsettled() {
        List<Incident> ended = watch.status().ended();
        List<Incident> unsettled = new ArrayList<>();
        for (int i = ended.size() - 1; i >= 0; i--) {
            if (i == ended.size() - 1 || ended.get(i).isUnderWay()) {
                unsettled.add(ended.get(i));
            }
        }
        return unsettled;
    }

    /** Returns a step that was begun with what became of it, as far as the function can show that. */
    private StepRecord resolved(StepRecord step, String when) throws InterruptedException {
        BegunSteps.Fate fate = begun.fate(step);
        return switch (fate.shown()) {
            case TAKEN -> to(step, StepRecord.State.DONE, "found done " + when);
            case AS_BEFORE -> to(step, StepRecord.State.FAILED, "found not done " + when);
            case NOTHING -> to(step, StepRecord.State.UNKNOWN, fate.detail());
            case UNANSWERED -> unanswered(step, fate.detail());
        };
    }

    /** Returns a step that is to be looked at again. */
    private StepRecord unanswered(StepRecord step, String how) {
        return to(step, step.state(), "not answered, so it is looked at again: " + how);
    }

    /** Notes what aliases are at the alarm, so that one that somebody changes is left alone. */
    void alarmed() throws InterruptedException {
        if (live.isEmpty() || !acts) {
            return;
        }
        Map<String, String> revisions = new HashMap<>();
        for (WatchAction action : function.watch().actions()) {
            if (action.kind() instanceof WatchAction.Alias alias) {
                live.get()
                        .revision(function.deployedName(), alias.alias())
                        .ifPresent(revision -> revisions.put(alias.alias(), revision));
            }
        }
        watch.noteRevisions(revisions);
    }

    /** Takes the step that is due, if there is one, and none before it is known what became of the last. */
    void step() throws IOException, InterruptedException {
        settle("at a later look");
        if (open().stream()
                .flatMap(incident -> incident.steps().stream())
                .anyMatch(step -> step.state() == StepRecord.State.INTENDED)) {
            return;
        }
        Optional<WatchAction> due = watch.due();
        if (due.isPresent()) {
            Incident incident = open().orElseThrow();
            take(due.get(), incident);
        }
        watch.exhausted().ifPresent(events);
    }

    private void take(WatchAction action, Incident incident) throws IOException, InterruptedException {
        int number = incident.steps().size() + 1;
        StepRecord step = new StepRecord(number, action.kind().shown(), StepRecord.State.INTENDED, now(), "", null);
        if (!acts) {
            note(to(step, StepRecord.State.DRY, ""));
            return;
        }
        String before = null;
        try {
            String how;
            if (action.kind() instanceof WatchAction.Live change) {
                before = platform().look(function.deployedName(), change, unchanged(incident));
                note(step.to(StepRecord.State.INTENDED, now(), "", before));
                how = platform().take(function.deployedName(), change, before);
            } else {
                note(step);
                how = takeHere((WatchAction.Local) action.kind(), incident);
            }
            note(step.to(StepRecord.State.DONE, now(), how, before));
        } catch (StepException e) {
            note(failed(step.to(StepRecord.State.INTENDED, now(), "", before), e));
        }
    }

    /** Returns a step that was not answered, or refused, with what became of it: a change may have come about. */
    private StepRecord failed(StepRecord step, StepException how) throws InterruptedException {
        BegunSteps.Shown shown = begun.fate(step).shown();
        if (shown == BegunSteps.Shown.TAKEN) {
            return to(step, StepRecord.State.DONE, "found done: " + how.getMessage());
        }
        // What was asked for and not answered may still come about.
        boolean open = !how.isAnswered() || shown == BegunSteps.Shown.UNANSWERED;
        return step.before() != null && open
                ? unanswered(step, how.getMessage())
                : to(step, StepRecord.State.FAILED, how.getMessage());
    }

    private LiveSteps platform() throws StepException {
        return live.orElseThrow(() -> new StepException("no platform to act on"));
    }

    /** A second step on the same alias follows the first one, not the alarm. */
    private Map<String, String> unchanged(Incident incident) {
        Map<String, String> revisions = new HashMap<>(incident.revisions());
        for (StepRecord step : incident.steps()) {
            if (step.state() == StepRecord.State.DONE
                    && begun.action(step).map(WatchAction::kind).orElse(null) instanceof WatchAction.Alias alias) {
                revisions.remove(alias.alias());
            }
        }
        return revisions;
    }

    private String takeHere(WatchAction.Local kind, Incident incident) throws StepException, InterruptedException {
        if (kind instanceof WatchAction.Run run) {
            return local.run(
                    run.words(),
                    Map.of(
                            "COLDGATE_FUNCTION", function.deployedName(),
                            "COLDGATE_INCIDENT", String.valueOf(incident.number()),
                            "COLDGATE_OBJECTIVES", String.join(",", incident.objectives())));
        }
        return local.post(((WatchAction.WebHook) kind).url(), WatchJson.alarm(watch.status()));
    }

    /** Takes steps back, the newest first, where they say so. */
    void recovered() throws IOException, InterruptedException {
        if (acts) {
            takeBack(true);
        }
    }

    /**
     * Takes steps of incidents that are over back. An older step may have set the same thing, and waits for newer ones.
     *
     * @param all whether also those that nobody has begun to take back; a new incident keeps them
     */
    private void takeBack(boolean all) throws IOException, InterruptedException {
        for (Incident over : unsettled()) {
            if (!isTakenBack(over, all)) {
                return;
            }
        }
    }

    /** Takes an incident's steps back, the newest first; returns whether none has to be looked at again. */
    private boolean isTakenBack(Incident over, boolean all) throws IOException, InterruptedException {
        List<StepRecord> steps = new ArrayList<>(over.steps());
        steps.sort(Comparator.comparingInt(StepRecord::number).reversed());
        for (StepRecord step : steps) {
            boolean wanted = begun.action(step).map(WatchAction::undo).orElse(false);
            boolean first = all && wanted && step.state() == StepRecord.State.DONE;
            if (first) {
                noteAfter(over, to(step, StepRecord.State.UNDO_INTENDED, ""));
            }
            if (first || step.state() == StepRecord.State.UNDO_INTENDED) {
                StepRecord undone = undone(step);
                noteAfter(over, step, undone);
                if (undone.state() == StepRecord.State.UNDO_INTENDED) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Takes a step back; returns it with what became of that. */
    private StepRecord undone(StepRecord step) throws InterruptedException {
        @Nullable String before = step.before();
        try {
            if (before == null
                    || !(begun.action(step).map(WatchAction::kind).orElse(null) instanceof WatchAction.Live change)) {
                throw new StepException("the step is no more in the file");
            }
            return to(step, StepRecord.State.UNDONE, platform().undo(function.deployedName(), change, before));
        } catch (StepException e) {
            return notUndone(step, e);
        }
    }

    /** Returns a step whose undo was not answered, or refused, with what became of that. */
    private StepRecord notUndone(StepRecord step, StepException how) throws InterruptedException {
        BegunSteps.Shown shown = begun.fate(step).shown();
        if (shown == BegunSteps.Shown.AS_BEFORE) {
            return to(step, StepRecord.State.UNDONE, "found as before: " + how.getMessage());
        }
        return !how.isAnswered() || shown == BegunSteps.Shown.UNANSWERED
                ? unanswered(to(step, StepRecord.State.UNDO_INTENDED, ""), how.getMessage())
                : to(step, StepRecord.State.LEFT, how.getMessage());
    }

    private StepRecord to(StepRecord step, StepRecord.State state, String how) {
        return step.to(state, now(), how, step.before());
    }

    /** Notes what is news: a platform may be away for long, and that is said once. */
    private void note(StepRecord before, StepRecord after) throws IOException {
        if (isNews(before, after)) {
            note(after);
        }
    }

    private void noteAfter(Incident over, StepRecord before, StepRecord after) throws IOException {
        if (isNews(before, after)) {
            noteAfter(over, after);
        }
    }

    private static boolean isNews(StepRecord before, StepRecord after) {
        return before.state() != after.state() || before.detail().isEmpty();
    }

    private void note(StepRecord step) throws IOException {
        WatchEvent event = watch.noted(step);
        disk.save();
        events.accept(event);
    }

    private void noteAfter(Incident over, StepRecord step) throws IOException {
        WatchEvent event = watch.notedAfter(over.number(), step);
        disk.save();
        events.accept(event);
    }
}
