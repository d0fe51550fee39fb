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
import java.util.Objects;
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
    }

    /** Finds out about a step that a killed watch had begun, as far as anything tells; none is repeated. */
    void resume() throws IOException, InterruptedException {
        if (acts) {
            watch.forgetDrySteps();
        }
        for (StepRecord step : open().map(Incident::steps).orElse(List.of())) {
            if (step.state() == StepRecord.State.INTENDED) {
                note(resolved(step));
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

    private Optional<Incident> newestEnded() {
        List<Incident> ended = watch.status().ended();
        return ended.isEmpty() ? Optional.empty() : Optional.of(ended.get(ended.size() - 1));
    }

    /** Returns a step that was begun with what became of it, as far as the function can show that. */
    private StepRecord resolved(StepRecord step) throws InterruptedException {
        WatchAction.Kind kind = action(step).map(WatchAction::kind).orElse(null);
        Optional<Boolean> taken = Optional.empty();
        if (kind instanceof WatchAction.Live change && live.isPresent() && step.before() != null) {
            try {
                taken = live.get().isTaken(function.deployedName(), change, step.before());
            } catch (StepException e) {
                return to(step, StepRecord.State.UNKNOWN, e.getMessage());
            }
        }
        if (taken.isEmpty()) {
            return to(step, StepRecord.State.UNKNOWN, "");
        }
        return taken.get()
                ? to(step, StepRecord.State.DONE, "found done when the watch began again")
                : to(step, StepRecord.State.FAILED, "found not done when the watch began again");
    }

    private Optional<WatchAction> action(StepRecord step) {
        List<WatchAction> actions = function.watch().actions();
        return step.number() <= actions.size()
                        && actions.get(step.number() - 1).kind().shown().equals(step.shown())
                ? Optional.of(actions.get(step.number() - 1))
                : Optional.empty();
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

    /** Takes the step that is due, if there is one. */
    void step() throws IOException, InterruptedException {
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
            note(step.to(
                    isTaken(action.kind(), before) ? StepRecord.State.DONE : StepRecord.State.FAILED,
                    now(),
                    e.getMessage(),
                    before));
        }
    }

    /** Returns whether a change has come about although it was not answered in time: it is to be taken back as well. */
    private boolean isTaken(WatchAction.Kind kind, @Nullable String before) throws InterruptedException {
        try {
            return before != null
                    && kind instanceof WatchAction.Live change
                    && platform()
                            .isTaken(function.deployedName(), change, before)
                            .orElse(false);
        } catch (StepException e) {
            return false;
        }
    }

    private LiveSteps platform() throws StepException {
        return live.orElseThrow(() -> new StepException("no platform to act on"));
    }

    /** A second step on the same alias follows the first one, not the alarm. */
    private Map<String, String> unchanged(Incident incident) {
        Map<String, String> revisions = new HashMap<>(incident.revisions());
        for (StepRecord step : incident.steps()) {
            if (step.state() == StepRecord.State.DONE
                    && action(step).map(WatchAction::kind).orElse(null) instanceof WatchAction.Alias alias) {
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
     * Takes steps of the newest incident that is over back.
     *
     * @param all whether also those that nobody has begun to take back; a new incident keeps them
     */
    private void takeBack(boolean all) throws IOException, InterruptedException {
        List<StepRecord> steps =
                new ArrayList<>(newestEnded().map(Incident::steps).orElse(List.of()));
        steps.sort(Comparator.comparingInt(StepRecord::number).reversed());
        for (StepRecord step : steps) {
            boolean wanted = action(step).map(WatchAction::undo).orElse(false);
            if (step.state() == StepRecord.State.UNDO_INTENDED) {
                undo(step);
            } else if (all && wanted && step.state() == StepRecord.State.DONE) {
                noteAfter(to(step, StepRecord.State.UNDO_INTENDED, ""));
                undo(step);
            }
        }
    }

    private void undo(StepRecord step) throws IOException, InterruptedException {
        @Nullable String before = step.before();
        try {
            if (before == null
                    || !(action(step).map(WatchAction::kind).orElse(null) instanceof WatchAction.Live change)) {
                throw new StepException("the step is no more in the file");
            }
            String how = platform().undo(function.deployedName(), change, before);
            noteAfter(to(step, StepRecord.State.UNDONE, how));
        } catch (StepException e) {
            noteAfter(to(step, StepRecord.State.LEFT, Objects.requireNonNull(e.getMessage())));
        }
    }

    private StepRecord to(StepRecord step, StepRecord.State state, String how) {
        return step.to(state, now(), how, step.before());
    }

    private void note(StepRecord step) throws IOException {
        WatchEvent event = watch.noted(step);
        disk.save();
        events.accept(event);
    }

    private void noteAfter(StepRecord step) throws IOException {
        WatchEvent event = watch.notedAfter(step);
        disk.save();
        events.accept(event);
    }
}
