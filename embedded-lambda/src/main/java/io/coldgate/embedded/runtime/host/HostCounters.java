package io.coldgate.embedded.runtime.host;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counters of Linux for the whole host (or container). Empty where it does not. */
public final class HostCounters {
    /** The kernel's USER_HZ, a constant of its ABI on the architectures that Lambda knows. */
    static final long TICK_NANOS = 10_000_000;

    /** Enough for any number of cores that a CI host has. */
    private static final int LARGE_FILE = 1 << 20;

    private static final int FIRST_LINE = 512;

    /** The eighth number of the line "cpu" (proc_stat(5)). */
    private static final int STEAL = 8;

    /** The eighth number of each line "cpu0" and so on: run_delay (kernel documentation, sched-stats.txt). */
    private static final int RUN_DELAY = 8;

    /**
     * A host that never lost anything since it booted is not asked at each start: it takes a tenth of a millisecond.
     */
    private static volatile boolean steals = readSteal().orElse(0) > 0;

    private HostCounters() {}

    /** The process or thread id that was given out last. Ids are given out in turn. */
    static OptionalLong lastProcessId() {
        String text = ProcFs.read("/proc/loadavg");
        return text == null
                ? OptionalLong.empty()
                : number(text.strip(), text.strip().lastIndexOf(' ') + 1);
    }

    /** Time that the hypervisor gave to others while somebody here wanted to run, of all cores, in steps of 10 ms. */
    static OptionalLong stealNanos() {
        return steals ? readSteal() : OptionalLong.empty();
    }

    /** Looks whether the host has begun to lose time; called now and then, beside no start. */
    public static void lookForSteal() {
        steals = steals || readSteal().orElse(0) > 0;
    }

    private static OptionalLong readSteal() {
        String text = ProcFs.readUpTo("/proc/stat", FIRST_LINE);
        return text == null ? OptionalLong.empty() : steal(text);
    }

    /** Returns the stolen time in the first line of {@code /proc/stat}. */
    static OptionalLong steal(String stat) {
        OptionalLong ticks = field(stat.lines().findFirst().orElse(""), "cpu ", STEAL);
        return ticks.isPresent() ? OptionalLong.of(ticks.getAsLong() * TICK_NANOS) : ticks;
    }

    /** Time that all threads of the host waited for a core. */
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

    private static OptionalLong field(String line, String start, int index) {
        String[] fields = line.trim().split(" +", -1);
        return line.startsWith(start) && fields.length > index ? number(fields[index], 0) : OptionalLong.empty();
    }

    private static OptionalLong number(String text, int from) {
        try {
            return OptionalLong.of(Long.parseLong(text, from, text.length(), 10));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return OptionalLong.empty();
        }
    }
}
