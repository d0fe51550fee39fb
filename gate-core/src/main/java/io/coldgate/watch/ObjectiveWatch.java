package io.coldgate.watch;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.WatchObjective;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One objective of one function: counts its invocations in slots of a fifth of its time window, and decides whenever a
 * slot is closed. Its memory does not grow with the number of invocations.
 */
final class ObjectiveWatch {
    /** The number of slots in the time window of the plain rule. */
    static final int SLOTS = 5;

    private final WatchObjective objective;
    private final long slotMillis;
    private final ShareAlarm alarm;
    private final TreeMap<Long, Slot> open = new TreeMap<>();
    private final Deque<Slot> window = new ArrayDeque<>();
    private @Nullable RecoveryTest recovery;
    private long firstIndex;
    private boolean plainOver;
    private long alarmMillis;
    private long markMillis;
    private long callsSinceMark;
    private long overSinceMark;

    /**
     * An objective without data.
     *
     * @param falseAlarm the least mean time between false alarms of this objective
     */
    ObjectiveWatch(WatchObjective objective, Duration falseAlarm) {
        this.objective = objective;
        this.slotMillis = slot(objective.over()).toMillis();
        this.alarm = new ShareAlarm(objective.tolerated(), slot(objective.over()), falseAlarm);
    }

    ObjectiveWatch(WatchObjective objective, Duration falseAlarm, ObjectiveState state) {
        this.objective = objective;
        this.slotMillis = slot(objective.over()).toMillis();
        this.alarm = new ShareAlarm(objective.tolerated(), slot(objective.over()), falseAlarm, state.alarm());
        state.open().forEach(each -> open.put(each.index(), new Slot(each)));
        state.window().forEach(each -> window.add(new Slot(each)));
        this.firstIndex = state.firstIndex();
        this.plainOver = state.plainOver();
        this.alarmMillis = state.alarmMillis();
        this.recovery = alarmMillis == 0
                ? null
                : new RecoveryTest(objective.tolerated(), state.recoverySlots(), state.recoveryEvidence());
        this.markMillis = state.markMillis();
        this.callsSinceMark = state.callsSinceMark();
        this.overSinceMark = state.overSinceMark();
    }

    /**
     * Creates an objective that another watch found broken under another limit or time window. Nothing else is known of
     * it; its recovery must be proven by invocations from now on.
     *
     * @param alarmMillis when the incident began
     * @param markMillis the time from which the effect of a step is counted
     */
    static ObjectiveWatch broken(WatchObjective objective, Duration falseAlarm, long alarmMillis, long markMillis) {
        ObjectiveWatch broken = new ObjectiveWatch(objective, falseAlarm);
        broken.alarmMillis = alarmMillis;
        broken.recovery = new RecoveryTest(objective.tolerated());
        broken.mark(markMillis);
        return broken;
    }

    /** Returns the length of a slot of an objective with that time window. */
    static Duration slot(Duration over) {
        return over.dividedBy(SLOTS);
    }

    ObjectiveState state() {
        return new ObjectiveState(
                open.values().stream().map(Slot::state).toList(),
                window.stream().map(Slot::state).toList(),
                alarm.state(),
                firstIndex,
                plainOver,
                alarmMillis,
                recovery == null ? 0 : recovery.slots(),
                recovery == null ? 0 : recovery.evidence(),
                markMillis,
                callsSinceMark,
                overSinceMark);
    }

    WatchObjective objective() {
        return objective;
    }

    void add(Call call) {
        if (objective instanceof WatchObjective.Latency latency) {
            addLatency(call, latency);
        } else if (objective instanceof WatchObjective.Share share) {
            slotOf(call).add(share.kind() == WatchObjective.Kind.COLD ? call.cold() : call.failed());
        } else {
            throw new IllegalStateException("an objective that nobody counts: " + objective.key());
        }
    }

    private void addLatency(Call call, WatchObjective.Latency latency) {
        boolean ofInit = latency.metric().equals(Metric.INIT_DURATION);
        OptionalDouble value = ofInit ? call.init() : call.duration();
        if (value.isPresent()) {
            Slot slot = slotOf(call);
            slot.add(value.getAsDouble() > latency.limit().value());
            slot.addTime(value.getAsDouble());
        } else if (ofInit ? call.cold() : call.failed()) {
            // A failed init has no time: it exceeds every limit, just as a failed start exceeds every budget.
            slotOf(call).add(true);
        }
    }

    private Slot slotOf(Call call) {
        long index = Math.floorDiv(call.epochMillis(), slotMillis);
        if (firstIndex == 0 || index < firstIndex) {
            firstIndex = index;
        }
        return open.computeIfAbsent(index, Slot::new);
    }

    /** Closes the slots that end by that time, for which no more lines will come, and reports the resulting changes. */
    void close(long beforeMillis, Changes changes) {
        while (!open.isEmpty() && endMillis(open.firstKey()) <= beforeMillis) {
            closed(open.pollFirstEntry().getValue(), changes);
        }
    }

    /** Returns the end of the oldest open slot, in milliseconds since 1970. */
    long nextEndMillis() {
        return open.isEmpty() ? Long.MAX_VALUE : endMillis(open.firstKey());
    }

    /** Returns the end of a slot, in milliseconds since 1970. */
    private long endMillis(long index) {
        return (index + 1) * slotMillis;
    }

    /** A change that results from a closed slot. */
    enum Change {
        PLAIN_OVER,
        PLAIN_WITHIN,
        ALARM,
        RECOVERED
    }

    /** Receives changes, each before the next slot is closed. */
    interface Changes {
        void add(Change change, long atMillis);
    }

    private void closed(Slot slot, Changes changes) {
        long end = endMillis(slot.index());
        slide(slot);
        boolean over = isWindowOver();
        if (over != plainOver) {
            plainOver = over;
            changes.add(over ? Change.PLAIN_OVER : Change.PLAIN_WITHIN, end);
        }
        if (slot.index() * slotMillis >= markMillis) {
            callsSinceMark += slot.calls();
            overSinceMark += slot.over();
        }
        if (recovery != null) {
            recovery.add(slot.calls(), slot.over());
            if (recovery.isProven()) {
                reset();
                changes.add(Change.RECOVERED, end);
            }
            return;
        }
        alarm.add(slot.calls(), slot.over());
        if (alarm.isRaised()) {
            alarmMillis = end;
            recovery = new RecoveryTest(objective.tolerated());
            changes.add(Change.ALARM, end);
        }
    }

    private void slide(Slot slot) {
        window.add(slot);
        while (window.element().index() <= slot.index() - SLOTS) {
            window.remove();
        }
    }

    /** Returns whether the plain rule is over its limit: the quantile, or the share, over the last slots together. */
    private boolean isWindowOver() {
        Slot last = window.getLast();
        return last.index() - firstIndex + 1 >= SLOTS && windowOver() > objective.tolerated() * windowCalls();
    }

    long windowCalls() {
        return window.stream().mapToLong(Slot::calls).sum();
    }

    long windowOver() {
        return window.stream().mapToLong(Slot::over).sum();
    }

    /** Returns the present value: a time in nanoseconds, or a share; empty if there is none. */
    OptionalDouble measured() {
        if (windowCalls() == 0) {
            return OptionalDouble.empty();
        }
        if (objective instanceof WatchObjective.Latency latency) {
            Sketch all = new Sketch();
            window.forEach(slot -> all.addAll(slot.sketch()));
            double quantile = all.quantile(latency.quantile().p());
            return Double.isNaN(quantile) ? OptionalDouble.empty() : OptionalDouble.of(quantile);
        }
        if (objective instanceof WatchObjective.Share) {
            return OptionalDouble.of(windowOver() / (double) windowCalls());
        }
        throw new IllegalStateException("an objective that nobody measures: " + objective.key());
    }

    boolean isPlainOver() {
        return plainOver;
    }

    boolean isBroken() {
        return recovery != null;
    }

    /** Returns when the alarm was raised, in milliseconds since 1970; 0 if it is not raised. */
    long alarmMillis() {
        return alarmMillis;
    }

    double level() {
        return alarm.level();
    }

    double recoveryEvidence() {
        return recovery == null ? 0 : recovery.evidence();
    }

    /** Begins to count from that time whether a step helps. */
    void mark(long millis) {
        markMillis = millis;
        callsSinceMark = 0;
        overSinceMark = 0;
    }

    /** Returns whether invocations since the mark show that it is still broken. */
    boolean isStillOver() {
        return recovery != null && overSinceMark > objective.tolerated() * callsSinceMark;
    }

    /** Resets the alarm, so the next one is a separate alarm. */
    private void reset() {
        recovery = null;
        alarmMillis = 0;
        alarm.reset();
    }

    /** Returns the number of slots in memory. */
    int heldSlots() {
        return open.size() + window.size();
    }
}
