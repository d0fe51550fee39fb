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
        for (StepRecord step : newestEnded().map(Incident::steps).orElse(List.of())) {
            if (step.state() == StepRecord.State.UNDO_INTENDED) {
                undo(step);
            }
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
        if (kind != null && live.isPresent() && LiveSteps.isLive(kind) && step.before() != null) {
            try {
                taken = live.get().isTaken(function.deployedName(), kind, step.before());
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
            if (LiveSteps.isLive(action.kind())) {
                before = live.orElseThrow(() -> new StepException("no platform to act on"))
                        .look(function.deployedName(), action.kind(), unchanged(incident));
            }
            note(step.to(StepRecord.State.INTENDED, now(), "", before));
            String how = before != null
                    ? live.orElseThrow().take(function.deployedName(), action.kind(), before)
                    : takeHere(action.kind(), incident);
            note(step.to(StepRecord.State.DONE, now(), how, before));
        } catch (StepException e) {
            note(step.to(StepRecord.State.FAILED, now(), e.getMessage(), before));
        }
    }

    /** A second step on the same alias follows the first one, not the alarm. */
    private static Map<String, String> unchanged(Incident incident) {
        boolean led = incident.steps().stream()
                .anyMatch(step -> step.shown().startsWith("alias ") && step.state() == StepRecord.State.DONE);
        return led ? Map.of() : incident.revisions();
    }

    private String takeHere(WatchAction.Kind kind, Incident incident) throws StepException, InterruptedException {
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
        List<StepRecord> steps = new ArrayList<>(newestEnded().orElseThrow().steps());
        steps.sort(Comparator.comparingInt(StepRecord::number).reversed());
        for (StepRecord step : steps) {
            boolean wanted = action(step).map(WatchAction::undo).orElse(false);
            if (wanted && acts && step.state() == StepRecord.State.DONE) {
                noteAfter(to(step, StepRecord.State.UNDO_INTENDED, ""));
                undo(step);
            }
        }
    }

    private void undo(StepRecord step) throws IOException, InterruptedException {
        @Nullable String before = step.before();
        Optional<WatchAction> action = action(step);
        try {
            if (before == null || action.isEmpty()) {
                throw new StepException("the step is no more in the file");
            }
            String how = live.orElseThrow(() -> new StepException("no platform to act on"))
                    .undo(function.deployedName(), action.get().kind(), before);
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
