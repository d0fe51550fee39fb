package io.coldgate.watch;

import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.WatchAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One function in production: its objectives, the open incident, and the step that is due. All times come from its log,
 * so neither the clock of this machine nor the order of lines affects decisions.
 */
public final class FunctionWatch {
    /** The number of past incidents that are kept. */
    private static final int MOST_ENDED = 50;

    private final String function;
    private final String deployed;
    private final Watch watch;
    private final Duration lateness;
    private final List<ObjectiveWatch> objectives = new ArrayList<>();
    private final List<Incident> ended = new ArrayList<>();
    private final List<WatchEvent> changes = new ArrayList<>();
    private @Nullable Incident incident;
    private int incidents;
    private long calls;
    private long late;
    private long ahead;
    private long newestMillis;
    private long closedMillis;
    private long markMillis;
    private boolean exhausted;

    /**
     * Watches a function from now on, or from where another watch stopped. A new objective, or one with a changed
     * limit, starts from scratch; a broken one stays broken until its recovery is proven.
     *
     * @param deployed its name on the platform
     * @param lateness how long after an invocation its line may arrive
     * @param from the state to resume from
     */
    public FunctionWatch(
            String function, String deployed, Watch watch, Duration lateness, Optional<FunctionState> from) {
        this.function = function;
        this.deployed = deployed;
        this.watch = watch;
        this.lateness = lateness;
        boolean same = from.map(FunctionState::deployed).map(deployed::equals).orElse(true);
        KeptObjectives kept = KeptObjectives.of(watch, from, same);
        objectives.addAll(kept.watches());
        from.ifPresent(this::resume);
        incident = kept.incident();
        tellChanges(kept);
    }

    private void resume(FunctionState state) {
        ended.addAll(state.ended());
        incidents = state.incidents();
        calls = state.calls();
        late = state.late();
        ahead = state.ahead();
        newestMillis = state.newestMillis();
        closedMillis = state.closedMillis();
        markMillis = state.markMillis();
        exhausted = state.exhausted();
    }

    /** Reports changes of the file. An incident is closed at once if nothing is left that could prove its recovery. */
    private void tellChanges(KeptObjectives kept) {
        Incident open = incident;
        if (open != null) {
            changes.addAll(kept.events(nowMillis(), function, open));
            if (objectives.stream().noneMatch(ObjectiveWatch::isBroken)) {
                end(open.closed(nowMillis()), changes);
            }
        }
    }

    /** Returns, only once, the effects of changes in the file since the last watch on the open incident. */
    public List<WatchEvent> changes() {
        List<WatchEvent> told = List.copyOf(changes);
        changes.clear();
        return told;
    }

    /** Returns the state from which another watch can resume. */
    public FunctionState state() {
        return new FunctionState(
                KeptObjectives.states(objectives),
                incident,
                List.copyOf(ended),
                incidents,
                calls,
                late,
                ahead,
                newestMillis,
                closedMillis,
                markMillis,
                exhausted,
                deployed);
    }

    /**
     * Counts an invocation, unless its slot is closed or its time is in the future.
     *
     * @param latestMillis the latest time that it may have
     */
    public void add(Call call, long latestMillis) {
        if (call.epochMillis() > latestMillis) {
            ahead++;
        } else if (call.epochMillis() < closedMillis) {
            late++;
        } else {
            calls++;
            newestMillis = Math.max(newestMillis, call.epochMillis());
            objectives.forEach(each -> each.add(call));
        }
    }

    /**
     * Closes the slots for which no more lines will come, and returns the resulting events.
     *
     * @param idle how long no log has had a new line although all were polled
     * @param readUpToMillis the time up to which all logs are read; {@link Long#MAX_VALUE} if nothing is left
     */
    public List<WatchEvent> advance(Duration idle, long readUpToMillis) {
        long before = Math.min(newestMillis + idle.toMillis(), readUpToMillis) - lateness.toMillis();
        return newestMillis == 0 ? List.of() : close(before);
    }

    /** Closes all slots, because no more lines will come. */
    public List<WatchEvent> finish() {
        return newestMillis == 0 ? List.of() : close(Long.MAX_VALUE);
    }

    private List<WatchEvent> close(long beforeMillis) {
        List<WatchEvent> events = new ArrayList<>();
        closedMillis = Math.max(closedMillis, Math.min(beforeMillis, newestMillis + 1));
        long[] last = {0};
        for (ObjectiveWatch each : objectives) {
            each.close(beforeMillis, (change, at) -> {
                last[0] = Math.max(last[0], at);
                events.add(event(each, change, at));
            });
        }
        endIncident(last[0], events);
        return events;
    }

    /** Returns whether enough has been read to close a slot if all logs are read up to that time. */
    public boolean mayClose(long readUpToMillis) {
        long before = Math.min(newestMillis, readUpToMillis) - lateness.toMillis();
        return objectives.stream().anyMatch(each -> each.nextEndMillis() <= before);
    }

    private WatchEvent event(ObjectiveWatch each, ObjectiveWatch.Change change, long at) {
        return switch (change) {
            case PLAIN_OVER -> new WatchEvent.Plain(at, function, ObjectiveStatus.of(each), true);
            case PLAIN_WITHIN -> new WatchEvent.Plain(at, function, ObjectiveStatus.of(each), false);
            case ALARM -> new WatchEvent.Alarm(at, function, ObjectiveStatus.of(each), raised(each));
            case RECOVERED ->
                new WatchEvent.Within(at, function, ObjectiveStatus.of(each), incident == null ? 0 : incident.number());
        };
    }

    private int raised(ObjectiveWatch each) {
        if (incident == null) {
            incident = Incident.raised(++incidents, each.alarmMillis());
            exhausted = false;
            mark(nowMillis());
        }
        incident = incident.with(each.objective().key());
        return incident.number();
    }

    private void endIncident(long atMillis, List<WatchEvent> events) {
        Incident open = incident;
        if (open == null || objectives.stream().anyMatch(ObjectiveWatch::isBroken)) {
            return;
        }
        end(open.unproven().isEmpty() ? open.recovered(atMillis) : open.closed(atMillis), events);
    }

    private void end(Incident over, List<WatchEvent> events) {
        Long recovered = over.recoveredMillis();
        events.add(
                recovered == null
                        ? new WatchEvent.Closed(nowMillis(), function, over)
                        : new WatchEvent.Recovered(recovered, function, over));
        ended.add(over);
        if (ended.size() > MOST_ENDED) {
            ended.remove(0);
        }
        incident = null;
    }

    /** Begins to measure whether the step helps. */
    private void mark(long millis) {
        markMillis = millis;
        objectives.forEach(each -> each.mark(markMillis));
    }

    /** Returns the time of the log: that of its newest line, or of the last slot closed since. */
    public long nowMillis() {
        return Math.max(newestMillis, closedMillis == 0 ? 0 : closedMillis + lateness.toMillis());
    }

    /**
     * Returns the step that is due: its delay is over, and invocations since the alarm or the previous step show that
     * the function is still broken. Without invocations, no step is due.
     */
    public Optional<WatchAction> due() {
        boolean still = incident != null && isStillOver();
        return next().filter(step ->
                still && nowMillis() - markMillis >= step.after().toMillis());
    }

    private Optional<WatchAction> next() {
        return incident == null ? Optional.empty() : StepOrder.next(watch.actions(), incident.steps());
    }

    private boolean isStillOver() {
        return objectives.stream().anyMatch(ObjectiveWatch::isStillOver);
    }

    /** Returns, only once, the event that all steps are taken and the function is still broken. */
    public Optional<WatchEvent> exhausted() {
        Incident open = incident;
        if (open == null || watch.actions().isEmpty() || next().isPresent() || exhausted || !isStillOver()) {
            return Optional.empty();
        }
        exhausted = true;
        return Optional.of(new WatchEvent.Exhausted(nowMillis(), function, open.number()));
    }

    /** Records the revisions of aliases at the alarm. */
    public void noteRevisions(Map<String, String> found) {
        if (incident != null) {
            incident = incident.withRevisions(found);
        }
    }

    /**
     * Records a step of the open incident. The delay of the next step begins when this one was taken, because log lines
     * that are still in transit describe the time before it.
     */
    public WatchEvent noted(StepRecord step) {
        Incident open = Objects.requireNonNull(incident, "a step without an incident");
        if (step.number() == open.nextNumber()) {
            exhausted = false;
        }
        incident = open.with(step);
        if (step.state() != StepRecord.State.INTENDED) {
            mark(step.atMillis());
        }
        return new WatchEvent.Step(nowMillis(), function, open.number(), step);
    }

    /**
     * Records that a step of a past incident was undone, or could not be undone.
     *
     * @param number the incident's number; an incident that is no longer kept is ignored
     */
    public WatchEvent notedAfter(int number, StepRecord step) {
        ended.replaceAll(over -> over.number() == number ? over.with(step) : over);
        return new WatchEvent.Step(nowMillis(), function, number, step);
    }

    /** Removes the steps that were only announced, because from now on steps are taken. */
    public void forgetDrySteps() {
        if (incident != null) {
            incident = incident.withoutDrySteps();
        }
    }

    /** Returns the present state of the function. */
    public FunctionStatus status() {
        return new FunctionStatus(
                function,
                objectives.stream().map(ObjectiveStatus::of).toList(),
                calls,
                late,
                ahead,
                newestMillis,
                Optional.ofNullable(incident),
                ended);
    }

    /** Returns the number of slots in memory. */
    int heldSlots() {
        return objectives.stream().mapToInt(ObjectiveWatch::heldSlots).sum();
    }
}
