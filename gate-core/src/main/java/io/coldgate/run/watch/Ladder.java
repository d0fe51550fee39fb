package io.coldgate.run.watch;

import io.coldgate.report.WatchJson;
import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.watch.FunctionWatch;
import io.coldgate.watch.Incident;
import io.coldgate.watch.KeptAction;
import io.coldgate.watch.StepRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of one function; each is recorded on disk before and after it is taken. */
final class Ladder {
    private final WatchedFunction function;
    private final FunctionWatch watch;
    private final Optional<LiveSteps> live;
    private final LocalSteps local;
    private final StepNotes notes;
    private final BegunSteps begun;
    private final StepUndo back;

    /**
     * The steps of a function.
     *
     * @param live the platform's functions; empty when there is no platform
     * @param local carries out steps that need no platform
     */
    Ladder(WatchedFunction function, Optional<LiveSteps> live, LocalSteps local, StepNotes notes) {
        this.function = function;
        this.watch = notes.watch();
        this.live = live;
        this.local = local;
        this.notes = notes;
        this.begun = new BegunSteps(function, live);
        this.back = new StepUndo(begun, notes);
    }

    /** Determines, as far as possible, the outcome of steps that a killed watch had begun; no step is repeated. */
    void resume() throws IOException, InterruptedException {
        if (notes.acts()) {
            watch.forgetDrySteps();
        }
        settle("when the watch started again");
    }

    /** Determines the outcome of steps that were begun, and continues with those to be undone. */
    private void settle(String when) throws IOException, InterruptedException {
        for (StepRecord step : open().map(Incident::steps).orElse(List.of())) {
            if (step.state() == StepRecord.State.INTENDED) {
                notes.note(step, resolved(step, when));
            }
        }
        for (Incident over : back.unsettled()) {
            for (StepRecord step : over.steps()) {
                if (step.state() == StepRecord.State.INTENDED) {
                    notes.noteAfter(over, step, resolved(step, when));
                }
            }
        }
        back.leave();
        if (notes.acts()) {
            back.takeBack(open().isEmpty());
        }
    }

    private Optional<Incident> open() {
        return watch.status().incident();
    }

    /** Returns a step that was begun with its outcome, as far as the function shows it. */
    private StepRecord resolved(StepRecord step, String when) throws InterruptedException {
        BegunSteps.Fate fate = begun.fate(step);
        return switch (fate.shown()) {
            case TAKEN -> notes.to(step, StepRecord.State.DONE, "found done " + when);
            case AS_BEFORE -> notes.to(step, StepRecord.State.FAILED, "found not done " + when);
            case NOTHING -> notes.to(step, StepRecord.State.UNKNOWN, fate.detail());
            case UNANSWERED -> notes.unanswered(step, fate.detail());
        };
    }

    /** Records the alias revisions at the alarm, so an alias that somebody changes later is left alone. */
    void alarmed() throws InterruptedException {
        if (live.isEmpty() || !notes.acts()) {
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

    /** Takes the step that is due, if any, but only after the outcome of the previous step is known. */
    void step() throws IOException, InterruptedException {
        settle("at a later check");
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
        watch.exhausted().ifPresent(notes.events());
    }

    private void take(WatchAction action, Incident incident) throws IOException, InterruptedException {
        StepRecord step = new StepRecord(
                incident.nextNumber(),
                action.kind().shown(),
                StepRecord.State.INTENDED,
                notes.now(),
                "",
                null,
                action.kind() instanceof WatchAction.Live change
                        ? KeptAction.of(function.deployedName(), change, action.undo())
                        : null);
        if (!notes.acts()) {
            notes.note(notes.to(step, StepRecord.State.DRY, ""));
            return;
        }
        String before = null;
        try {
            String how;
            if (action.kind() instanceof WatchAction.Live change) {
                before = LiveSteps.of(live).look(function.deployedName(), change, unchanged(incident));
                notes.note(step.to(StepRecord.State.INTENDED, notes.now(), "", before));
                how = LiveSteps.of(live).take(function.deployedName(), change, before);
            } else {
                notes.note(step);
                how = takeHere((WatchAction.Local) action.kind(), incident);
            }
            notes.note(step.to(StepRecord.State.DONE, notes.now(), how, before));
        } catch (StepException e) {
            notes.note(failed(step.to(StepRecord.State.INTENDED, notes.now(), "", before), e));
        }
    }

    /** Returns the outcome of a step that failed or was not answered; the change may have been made nevertheless. */
    private StepRecord failed(StepRecord step, StepException how) throws InterruptedException {
        BegunSteps.Shown shown = begun.fate(step).shown();
        if (shown == BegunSteps.Shown.TAKEN) {
            return notes.to(step, StepRecord.State.DONE, "found done: " + how.getMessage());
        }
        // A request without an answer may still take effect.
        boolean open = !how.isAnswered() || shown == BegunSteps.Shown.UNANSWERED;
        return step.before() != null && open
                ? notes.unanswered(step, how.getMessage())
                : notes.to(step, StepRecord.State.FAILED, how.getMessage());
    }

    /**
     * Returns the alias revisions that must be unchanged since the alarm, except those of aliases that an earlier step
     * changed.
     */
    private Map<String, String> unchanged(Incident incident) {
        Map<String, String> revisions = new HashMap<>(incident.revisions());
        for (StepRecord step : incident.steps()) {
            if (step.state() == StepRecord.State.DONE
                    && begun.change(step).orElse(null) instanceof WatchAction.Alias alias) {
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

    /** Undoes steps that ask for it, the newest first. */
    void recovered() throws IOException, InterruptedException {
        if (notes.acts()) {
            back.takeBack(true);
        }
    }

    /** Returns a line for each step that is waiting for its undo because this watch takes no steps. */
    List<String> waiting() {
        List<StepRecord> waiting = notes.acts() || open().isPresent() ? List.of() : back.waiting();
        return waiting.stream()
                .map(step -> function.name() + ": step " + step.number() + ": " + step.shown()
                        + ": must be taken back, because the function has recovered; --act does it")
                .toList();
    }
}
