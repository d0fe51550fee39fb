package io.coldgate.measure;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The starts that an arm still needs, and the request for the next block of them. Arms alternate block by block, so
 * changes on the host affect both.
 */
final class ExplainOrder {
    /** The number of blocks of an arm if none is left out: enough alternations against drift, and few updates. */
    static final int BLOCKS = 4;

    /**
     * Stops per traced start, so 20 traced starts beside 100 stops: ten are enough to compare counters, twenty to
     * compare times (docs/explain.md).
     */
    private static final int STOPS_PER_TRACE = 5;

    private static final int LEAST_TRACED = 10;

    /** The number of traced starts if all starts give the same values. */
    static final int FEW_TRACED = 2;

    /** Plain starts at the beginning of each block, from which the times of its stops are derived. */
    private static final int PLAIN_PER_BLOCK = 3;

    /**
     * The number of starts that continue in spite of the signal without any output, after which this is no coincidence.
     */
    private static final int ENOUGH_IGNORED = 3;

    /** The blocks without a request for work after which a function hangs; the first one may have read from a disk. */
    private static final int ENOUGH_HANGS = 2;

    private static final int HANDLED = 4;
    private static final int TRIED = 20;

    /** The time limit of a block: Lambda ends an init after 10 s, and the rest is for the answer and a busy host. */
    static final int BLOCK_MILLIS = 8_000;

    private final Map<Kind, Integer> open = new EnumMap<>(Kind.class);
    private int blocks = BLOCKS;
    private boolean begun;
    private int hangs;

    private ExplainOrder(Map<Kind, Integer> open) {
        this.open.putAll(open);
    }

    /** Returns the number of traced starts beside so many stops. */
    static int traced(int stops) {
        return Math.max(LEAST_TRACED, stops / STOPS_PER_TRACE);
    }

    /** Creates the order of an explanation's starts. */
    static ExplainOrder of(int stops, int traced, boolean handler) {
        Map<Kind, Integer> open = new EnumMap<>(Kind.class);
        open.put(Kind.PLAIN, BLOCKS * PLAIN_PER_BLOCK);
        open.put(Kind.STOPPED, stops);
        open.put(Kind.TRACED, traced);
        open.put(Kind.HANDLED, handler ? HANDLED : 0);
        return new ExplainOrder(open);
    }

    /** Creates the order of plain starts beside starts with other variables. */
    static ExplainOrder ofTried() {
        ExplainOrder order = new ExplainOrder(Map.of(Kind.PLAIN, TRIED, Kind.TRIED, TRIED));
        order.blocks = 1;
        order.begun = true;
        return order;
    }

    boolean isDone() {
        return open.values().stream().allMatch(count -> count <= 0);
    }

    /** Returns the probe's instructions for the next block. */
    String next(long seed, int signal) {
        List<String> parts = new ArrayList<>();
        if (!begun) {
            parts.add("first=1");
        }
        open.forEach((kind, count) -> {
            if (count > 0) {
                parts.add(kind.key() + "=" + share(kind, count));
            }
        });
        if (open.getOrDefault(Kind.PLAIN, 0) <= 0 && open.getOrDefault(Kind.STOPPED, 0) > 0) {
            parts.add("plain=" + PLAIN_PER_BLOCK);
        }
        parts.add("seed=" + seed);
        parts.add("signal=" + signal);
        parts.add("millis=" + BLOCK_MILLIS);
        return String.join(",", parts);
    }

    private int share(Kind kind, int count) {
        return kind == Kind.PLAIN && blocks > 1 ? Math.min(count, PLAIN_PER_BLOCK) : (count + blocks - 1) / blocks;
    }

    /**
     * Records the starts of a block, which has at least one. Failed starts are not repeated. If the runtime (such as a
     * shell) does not react to the signal, no more starts are stopped, because each would have to be waited for. If no
     * start asks for work in time, twice in a row, none is taken any more.
     */
    void taken(List<ExplainedStart> starts) {
        begun = true;
        blocks = Math.max(1, blocks - 1);
        for (ExplainedStart start : starts) {
            open.computeIfPresent(start.kind(), (kind, count) -> count - 1);
        }
        if (saysNothing(starts)) {
            open.remove(Kind.STOPPED);
        }
        hangs = starts.stream().allMatch(start -> start.end() == End.PATIENCE) ? hangs + 1 : 0;
        if (hangs >= ENOUGH_HANGS) {
            open.clear();
        }
    }

    /** Returns the number of blocks in a row in which no start asked for work in time. */
    int hangs() {
        return hangs;
    }

    /** Returns whether the arm is given up, because more blocks would only take as long again. */
    boolean isGivenUp() {
        return hangs >= ENOUGH_HANGS;
    }

    private static boolean saysNothing(List<ExplainedStart> starts) {
        long ignored =
                starts.stream().filter(start -> start.end() == End.IGNORED).count();
        return ignored >= ENOUGH_IGNORED
                && starts.stream()
                        .flatMap(start -> start.look().stream())
                        .allMatch(look -> look.phase() == Phase.PROCESS_START);
    }
}
