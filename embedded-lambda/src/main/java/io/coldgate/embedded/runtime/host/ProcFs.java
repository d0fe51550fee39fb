package io.coldgate.embedded.runtime.host;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Facts about processes from Linux. Everything is empty if there is no {@code /proc}, and for a process that is gone.
 * Reads use plain {@code java.io}, because they delay the answer to a function's first {@code next}.
 */
public final class ProcFs {
    private static final File PROC = new File("/proc");
    private static final boolean PRESENT = new File("/proc/self/stat").canRead();
    private static final int SMALL_FILE = 4096;

    /**
     * The maximum size of a process's environment that is read: what Linux accepts as arguments and environment of a
     * usual function.
     */
    private static final int MAX_ENVIRON = 256 * 1024;

    private static final int MAX_DESCENDANTS = 4096;

    private ProcFs() {}

    /**
     * CPU time and time waited for a core, in ns.
     *
     * @param waitNanos the known part of the waiting: a lower bound
     * @param busiestNanos the largest CPU time of a single thread that is alive
     * @param waitAtMostNanos an upper bound of the waiting; {@code Long.MAX_VALUE} if a process or thread has ended
     *     whose waiting is unknown
     */
    public record CpuTimes(long runNanos, long waitNanos, long busiestNanos, long waitAtMostNanos) {
        /** Creates times whose waiting is completely known. */
        CpuTimes(long runNanos, long waitNanos, long busiestNanos) {
            this(runNanos, waitNanos, busiestNanos, waitNanos);
        }

        public CpuTimes minus(CpuTimes earlier) {
            return new CpuTimes(
                    Math.max(0, runNanos - earlier.runNanos),
                    Math.max(0, waitNanos - earlier.waitNanos),
                    Math.max(0, busiestNanos - earlier.busiestNanos),
                    waitAtMostNanos == Long.MAX_VALUE
                            ? Long.MAX_VALUE
                            : Math.max(0, waitAtMostNanos - earlier.waitNanos));
        }

        CpuTimes plus(CpuTimes other) {
            boolean unknown = waitAtMostNanos == Long.MAX_VALUE || other.waitAtMostNanos == Long.MAX_VALUE;
            return new CpuTimes(
                    runNanos + other.runNanos,
                    waitNanos + other.waitNanos,
                    Math.max(busiestNanos, other.busiestNanos),
                    unknown ? Long.MAX_VALUE : waitAtMostNanos + other.waitAtMostNanos);
        }

        CpuTimes plusWait(long nanos) {
            return plus(new CpuTimes(0, Math.max(0, nanos), 0));
        }

        CpuTimes withWaitAtMost(long nanos) {
            return new CpuTimes(runNanos, waitNanos, busiestNanos, Math.max(waitNanos, nanos));
        }
    }

    /**
     * Returns the sum of the first two fields of {@code schedstat} over these threads of the process (kernel
     * documentation, sched-stats.txt); null when none is left. Threads that have ended, and child processes, are not
     * included.
     */
    static @Nullable CpuTimes cpuTimes(long pid, long[] threads) {
        CpuTimes sum = null;
        for (long thread : threads) {
            String text = read("/proc/" + pid + "/task/" + thread + "/schedstat");
            CpuTimes one = text == null ? null : cpuTimes(text).orElse(null);
            if (one != null) {
                sum = sum == null ? one : sum.plus(one);
            }
        }
        return sum;
    }

    /**
     * Adds a process's threads that have ended and the children that it has waited for, from {@code stat}: in steps of
     * 10 ms, and without their waiting.
     *
     * @param living the times of its living threads
     */
    static CpuTimes withEnded(long pid, CpuTimes living) {
        String text = read("/proc/" + pid + "/stat");
        return text == null ? living : withEnded(text, living);
    }

    static CpuTimes withEnded(String stat, CpuTimes living) {
        StatFields fields = StatFields.of(stat);
        if (!fields.has(StatFields.CHILDREN_KERNEL)) {
            return living;
        }
        long own = (fields.number(StatFields.USER) + fields.number(StatFields.KERNEL)) * HostCounters.TICK_NANOS;
        long reaped = (fields.number(StatFields.CHILDREN_USER) + fields.number(StatFields.CHILDREN_KERNEL))
                * HostCounters.TICK_NANOS;
        long childFaults = fields.number(StatFields.CHILDREN_MINOR_FAULTS);
        boolean ended = own > living.runNanos() || reaped > 0 || childFaults > 0;
        return new CpuTimes(
                Math.max(own, living.runNanos()) + reaped,
                living.waitNanos(),
                living.busiestNanos(),
                ended ? Long.MAX_VALUE : living.waitAtMostNanos());
    }

    /** Returns whether the process waits for something other than a disk (proc_pid_stat(5): state S). */
    static boolean sleeps(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        return stat != null && StatFields.of(stat).sleeps();
    }

    /** Returns the CPU times of a process that is known to have one thread. */
    static Optional<CpuTimes> cpuTimesOfOneThread(long pid) {
        return Optional.ofNullable(read("/proc/" + pid + "/schedstat")).flatMap(ProcFs::cpuTimes);
    }

    private static Optional<CpuTimes> cpuTimes(String schedstat) {
        int first = schedstat.indexOf(' ');
        int second = schedstat.indexOf(' ', first + 1);
        if (first <= 0 || second <= 0) {
            return Optional.empty();
        }
        long run = Long.parseLong(schedstat, 0, first, 10);
        return Optional.of(new CpuTimes(run, Long.parseLong(schedstat, first + 1, second, 10), run));
    }

    /** Returns the sum of the peak resident memory (VmHWM) of the processes, in bytes; empty if none has any. */
    static OptionalLong peakMemory(List<Long> pids) {
        long bytes = 0;
        for (long pid : pids) {
            bytes += peakOfOne(pid);
        }
        return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private static long peakOfOne(long pid) {
        String text = read("/proc/" + pid + "/status");
        int at = text == null ? -1 : text.indexOf("VmHWM:");
        if (text == null || at < 0) {
            return 0;
        }
        int end = text.indexOf(" kB", at);
        return end < 0
                ? 0
                : Long.parseLong(text.substring(at + "VmHWM:".length(), end).strip()) * 1024;
    }

    /** Returns children, their children and so on, by each thread's list; empty for almost every function. */
    static List<Long> descendants(long pid) {
        var found = new ArrayList<Long>();
        Deque<Long> open = new ArrayDeque<>(List.of(pid));
        while (!open.isEmpty() && found.size() < MAX_DESCENDANTS) {
            long parent = open.remove();
            for (long thread : threads(parent)) {
                String children = read("/proc/" + parent + "/task/" + thread + "/children");
                if (children != null && !children.isBlank()) {
                    for (String child : children.strip().split(" ", -1)) {
                        found.add(Long.valueOf(child));
                        open.add(Long.valueOf(child));
                    }
                }
            }
        }
        return found;
    }

    /**
     * Returns the processes that belong to one of the markers: the marker is in their environment, or their working
     * folder or program is below one of the folders. Finds processes that left their process group and their parents.
     */
    public static List<Long> marked(List<String> markers, List<Path> folders) {
        var found = new ArrayList<Long>();
        for (long pid : processes()) {
            if (isMarked(pid, markers, folders)) {
                found.add(pid);
            }
        }
        return found;
    }

    /** Returns all processes except this one. */
    static List<Long> processes() {
        var found = new ArrayList<Long>();
        String[] names = PRESENT ? PROC.list() : null;
        long self = ProcessHandle.current().pid();
        for (String name : names == null ? new String[0] : names) {
            boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
            if (number && Long.parseLong(name) != self) {
                found.add(Long.valueOf(name));
            }
        }
        return found;
    }

    /** Returns the {@link Brand} of a process; 0 for none. */
    static long brand(long pid) {
        String limits = read("/proc/" + pid + "/limits");
        return limits == null ? 0 : Brand.in(limits);
    }

    private static boolean isMarked(long pid, List<String> markers, List<Path> folders) {
        String environ = readUpTo("/proc/" + pid + "/environ", MAX_ENVIRON);
        if (environ != null && markers.stream().anyMatch(environ::contains)) {
            return true;
        }
        return !folders.isEmpty()
                && (leadsBelow("/proc/" + pid + "/cwd", folders) || leadsBelow("/proc/" + pid + "/exe", folders));
    }

    private static boolean leadsBelow(String link, List<Path> folders) {
        try {
            Path target = Files.readSymbolicLink(Path.of(link));
            return folders.stream().anyMatch(target::startsWith);
        } catch (IOException | RuntimeException e) {
            // Gone, another user's, or a name that this locale cannot decode.
            return false;
        }
    }

    /** Returns the ids of the process's threads; none when it is gone. */
    static long[] threads(long pid) {
        String[] threads = PRESENT ? new File("/proc/" + pid + "/task").list() : null;
        return threads == null
                ? new long[0]
                : Arrays.stream(threads).mapToLong(Long::parseLong).toArray();
    }

    /**
     * Returns the contents of a small file of the kernel, which provides it in one read. Asking for its size and its
     * end would need as many system calls again, and a start waits for each of them.
     */
    static @Nullable String read(String path) {
        try (var in = new FileInputStream(path)) {
            byte[] bytes = new byte[SMALL_FILE];
            int count = in.read(bytes);
            return new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }

    static @Nullable String readUpTo(String path, int limit) {
        try (var in = new FileInputStream(path)) {
            return new String(in.readNBytes(limit), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }
}
