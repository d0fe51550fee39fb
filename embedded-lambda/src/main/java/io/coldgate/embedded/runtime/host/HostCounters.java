package io.coldgate.embedded.runtime.host;

import java.util.OptionalLong;
import java.util.StringTokenizer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Linux's counters for the whole host (or container). Empty on other systems. */
public final class HostCounters {
    /** The kernel's USER_HZ, a constant of its ABI on the architectures that Lambda supports. */
    static final long TICK_NANOS = 10_000_000;

    /** Large enough for any number of cores that a CI host has. */
    private static final int LARGE_FILE = 1 << 20;

    private static final int FIRST_LINE = 512;

    /**
     * The first id after the ids wrap around: lower ones are reserved for daemons from the system's start
     * (kernel/pid.c).
     */
    private static final long FIRST_AGAIN = 300;

    /** The eighth number of the line "cpu" (proc_stat(5)). */
    private static final int STEAL = 8;

    /** The eighth number of each line "cpu0" and so on: run_delay (kernel documentation, sched-stats.txt). */
    private static final int RUN_DELAY = 8;

    /** The number that no process or thread id reaches: read only once, because a start waits for it. */
    static final long ID_LIMIT = readIdLimit();

    /**
     * True if the host has lost time since it booted. Otherwise it is not asked at each start, which would take a tenth
     * of a millisecond.
     */
    private static volatile boolean steals = readSteal().orElse(0) > 0;

    private HostCounters() {}

    /** The process or thread id that was assigned last. Ids are assigned in ascending order. */
    static OptionalLong lastProcessId() {
        String text = ProcFs.read("/proc/loadavg");
        return text == null
                ? OptionalLong.empty()
                : number(text.strip(), text.strip().lastIndexOf(' ') + 1);
    }

    private static long readIdLimit() {
        String text = ProcFs.read("/proc/sys/kernel/pid_max");
        return text == null ? Long.MAX_VALUE : number(text.strip(), 0).orElse(Long.MAX_VALUE);
    }

    /**
     * Returns the ids that were assigned after {@code first}, up to {@code last}.
     *
     * @param limit the number at which the ids wrap around
     */
    static LongStream idsAfter(long first, long last, long limit) {
        return first <= last
                ? LongStream.rangeClosed(first + 1, last)
                : LongStream.concat(LongStream.range(first + 1, limit), LongStream.rangeClosed(FIRST_AGAIN, last));
    }

    /**
     * The time that the hypervisor gave to others while a task here was ready to run, for all cores, in steps of 10 ms.
     */
    static OptionalLong stealNanos() {
        return steals ? readSteal() : OptionalLong.empty();
    }

    /** Checks whether the host has begun to lose time; called now and then, but not during a start. */
    public static void lookForSteal() {
        steals = steals || readSteal().orElse(0) > 0;
    }

    private static OptionalLong readSteal() {
        String text = ProcFs.readUpTo("/proc/stat", FIRST_LINE);
        return text == null ? OptionalLong.empty() : steal(text);
    }

    /** Returns the stolen time in the first line of {@code /proc/stat}. */
    static OptionalLong steal(String stat) {
        OptionalLong ticks = field(stat, "cpu ", STEAL);
        return ticks.isPresent() ? OptionalLong.of(ticks.getAsLong() * TICK_NANOS) : ticks;
    }

    /** The time for which all threads of the host waited for a core. */
    static OptionalLong waitNanos() {
        @Nullable String text = ProcFs.readUpTo("/proc/schedstat", LARGE_FILE);
        return text == null ? OptionalLong.empty() : waiting(text);
    }

    /** Returns the waiting time in {@code /proc/schedstat}. */
    static OptionalLong waiting(String schedstat) {
        long sum = 0;
        boolean any = false;
        for (String line : schedstat.lines().toList()) {
            if (line.startsWith("cpu")) {
                OptionalLong one = field(line, "cpu", RUN_DELAY);
                if (one.isEmpty()) {
                    return one;
                }
                sum += one.getAsLong();
                any = true;
            }
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /**
     * Reads a field of the first line: by hand, because a start waits for it, and a pattern costs more than the
     * reading.
     */
    private static OptionalLong field(String text, String start, int index) {
        if (!text.startsWith(start)) {
            return OptionalLong.empty();
        }
        int end = text.indexOf('\n');
        var fields = new StringTokenizer(end < 0 ? text : text.substring(0, end), " ");
        for (int at = 0; at < index && fields.hasMoreTokens(); at++) {
            fields.nextToken();
        }
        return fields.hasMoreTokens() ? number(fields.nextToken(), 0) : OptionalLong.empty();
    }

    private static OptionalLong number(String text, int from) {
        try {
            return OptionalLong.of(Long.parseLong(text, from, text.length(), 10));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return OptionalLong.empty();
        }
    }
}
