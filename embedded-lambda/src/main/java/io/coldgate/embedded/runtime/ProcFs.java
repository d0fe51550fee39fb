package io.coldgate.embedded.runtime;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What Linux tells about processes. Everything is empty where there is no {@code /proc}, and for a process that is gone.
 * Reads are plain {@code java.io}: they stand between a function's first {@code next} and its event.
 */
final class ProcFs {
    private static final File PROC = new File("/proc");
    private static final boolean PRESENT = new File("/proc/self/stat").canRead();
    private static final int SMALL_FILE = 4096;

    /** A process's environment: as much as Linux takes for arguments and environment of a usual function. */
    private static final int MAX_ENVIRON = 256 * 1024;

    private static final int MAX_DESCENDANTS = 4096;

    private ProcFs() {}

    /**
     * CPU time and time waited for a core, of the threads that a process has now, in ns.
     *
     * @param busiestNanos the largest CPU time of a single thread
     */
    record CpuTimes(long runNanos, long waitNanos, long busiestNanos) {
        CpuTimes minus(CpuTimes earlier) {
            return new CpuTimes(
                    Math.max(0, runNanos - earlier.runNanos),
                    Math.max(0, waitNanos - earlier.waitNanos),
                    Math.max(0, busiestNanos - earlier.busiestNanos));
        }
    }

    /**
     * Sum over the process's threads of the first two fields of {@code schedstat} (kernel documentation,
     * sched-stats.txt). Threads that have ended, and child processes, are not in it.
     */
    static Optional<CpuTimes> cpuTimes(long pid) {
        String[] threads = threads(pid);
        long run = 0;
        long wait = 0;
        long busiest = 0;
        boolean any = false;
        for (String thread : threads) {
            String text = read("/proc/" + pid + "/task/" + thread + "/schedstat");
            Optional<CpuTimes> one = text == null ? Optional.empty() : cpuTimes(text);
            if (one.isPresent()) {
                run += one.get().runNanos();
                wait += one.get().waitNanos();
                busiest = Math.max(busiest, one.get().runNanos());
                any = true;
            }
        }
        return any ? Optional.of(new CpuTimes(run, wait, busiest)) : Optional.empty();
    }

    /** The same for a process that is known to have one thread. */
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

    /** Sum of the peak resident memory (VmHWM) of the process and its living descendants, in bytes. */
    static OptionalLong peakMemory(long pid) {
        long bytes = peakOfOne(pid);
        for (long descendant : descendants(pid)) {
            bytes += peakOfOne(descendant);
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

    /** Children, their children and so on, by each thread's list; empty for almost every function. */
    static List<Long> descendants(long pid) {
        var found = new ArrayList<Long>();
        Deque<Long> open = new ArrayDeque<>(List.of(pid));
        while (!open.isEmpty() && found.size() < MAX_DESCENDANTS) {
            long parent = open.remove();
            for (String thread : threads(parent)) {
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
     * Processes that belong to one of the markers: it stands in their environment, or their working folder or program lies
     * below one of the folders. Finds what left its process group and its parents.
     */
    static List<Long> marked(List<String> markers, List<Path> folders) {
        var found = new ArrayList<Long>();
        String[] names = PRESENT ? PROC.list() : null;
        long self = ProcessHandle.current().pid();
        for (String name : names == null ? new String[0] : names) {
            boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
            if (number && Long.parseLong(name) != self && isMarked(name, markers, folders)) {
                found.add(Long.valueOf(name));
            }
        }
        return found;
    }

    private static boolean isMarked(String pid, List<String> markers, List<Path> folders) {
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
            // Gone, another user's, or a name that this locale cannot read.
            return false;
        }
    }

    private static String[] threads(long pid) {
        String[] threads = PRESENT ? new File("/proc/" + pid + "/task").list() : null;
        return threads == null ? new String[0] : threads;
    }

    private static @Nullable String read(String path) {
        return readUpTo(path, SMALL_FILE);
    }

    private static @Nullable String readUpTo(String path, int limit) {
        try (var in = new FileInputStream(path)) {
            return new String(in.readNBytes(limit), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }
}
