package io.coldgate.watch;

import java.util.Map;

/** The invocations of a short period, counted for one objective. */
final class Slot {
    private final long index;
    private final Sketch sketch;
    private long calls;
    private long over;

    /**
     * The state of a slot on disk.
     *
     * @param index its number since 1970
     * @param calls number of invocations that count for the objective
     * @param over number of them that exceed it
     * @param times its histogram: counts by bucket
     */
    record State(long index, long calls, long over, Map<Integer, Long> times) {
        State {
            StateRange.moment("index", index);
            StateRange.count("calls", calls);
            StateRange.count("over", over);
            if (calls < over) {
                throw new IllegalArgumentException(over + " of " + calls);
            }
            times = times == null ? Map.of() : Map.copyOf(times);
            times.values().forEach(count -> StateRange.count("times", count));
        }
    }

    Slot(long index) {
        this.index = index;
        this.sketch = new Sketch();
    }

    Slot(State state) {
        this.index = state.index();
        this.calls = state.calls();
        this.over = state.over();
        this.sketch = Sketch.of(state.times());
    }

    void add(boolean exceeds) {
        calls++;
        if (exceeds) {
            over++;
        }
    }

    void addTime(double nanos) {
        sketch.add(nanos);
    }

    long index() {
        return index;
    }

    long calls() {
        return calls;
    }

    long over() {
        return over;
    }

    Sketch sketch() {
        return sketch;
    }

    State state() {
        return new State(index, calls, over, sketch.state());
    }
}
