package io.coldgate.embedded.runtime.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts that Linux keeps of a start's processes. Each is empty if the system does not show it for the function's own
 * process: without {@code /proc}, and for a program that may be executed but not read, because its {@code io} and
 * {@code fd} belong to root.
 *
 * @param majorFaults page faults that waited for a disk (proc_pid_stat(5): majflt, cmajflt): of the living processes
 *     with all their threads, and of the children that they have waited for
 * @param readBytes bytes that read calls returned (proc_pid_io(5): rchar), including those from the page cache, pipes
 *     and sockets; of the living processes with all their threads, and of the children that they have waited for
 * @param sockets open sockets; a socket that several processes share counts once
 */
public record KernelCounts(OptionalLong majorFaults, OptionalLong readBytes, OptionalLong sockets) {
    /** Unknown counts. */
    public static final KernelCounts NONE =
            new KernelCounts(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    private static final String READ = "rchar: ";
    private static final String SOCKET = "socket:[";

    /** The counts of a process without sockets and children. */
    static KernelCounts ofOne(long pid) {
        return new KernelCounts(faults(pid), readBytes(pid), OptionalLong.of(0));
    }

    /**
     * The counts of a process and of others.
     *
     * @param others processes that descend from it; those that end meanwhile do not count
     */
    static KernelCounts of(long pid, List<Long> others) {
        OptionalLong faults = faults(pid);
        OptionalLong read = readBytes(pid);
        Set<String> sockets = new HashSet<>();
        boolean open = addSockets(pid, sockets);
        for (long other : others) {
            faults = plus(faults, faults(other));
            read = plus(read, readBytes(other));
            addSockets(other, sockets);
        }
        return new KernelCounts(faults, read, open ? OptionalLong.of(sockets.size()) : OptionalLong.empty());
    }

    /** Returns the increase since the earlier counts. */
    KernelCounts minus(KernelCounts earlier) {
        return new KernelCounts(
                minus(majorFaults, earlier.majorFaults),
                minus(readBytes, earlier.readBytes),
                minus(sockets, earlier.sockets));
    }

    private static OptionalLong plus(OptionalLong sum, OptionalLong more) {
        return sum.isPresent() ? OptionalLong.of(sum.getAsLong() + more.orElse(0)) : sum;
    }

    private static OptionalLong minus(OptionalLong now, OptionalLong earlier) {
        return now.isPresent() && earlier.isPresent()
                ? OptionalLong.of(Math.max(0, now.getAsLong() - earlier.getAsLong()))
                : OptionalLong.empty();
    }

    private static OptionalLong faults(long pid) {
        String stat = ProcFs.read("/proc/" + pid + "/stat");
        return stat == null ? OptionalLong.empty() : faultsIn(stat);
    }

    static OptionalLong faultsIn(String stat) {
        StatFields fields = StatFields.of(stat);
        return fields.has(StatFields.CHILDREN_MAJOR_FAULTS)
                ? OptionalLong.of(
                        fields.number(StatFields.MAJOR_FAULTS) + fields.number(StatFields.CHILDREN_MAJOR_FAULTS))
                : OptionalLong.empty();
    }

    private static OptionalLong readBytes(long pid) {
        String io = ProcFs.read("/proc/" + pid + "/io");
        return io == null ? OptionalLong.empty() : readBytesIn(io);
    }

    static OptionalLong readBytesIn(String io) {
        int end = io.indexOf('\n');
        return io.startsWith(READ) && end > 0
                ? OptionalLong.of(Long.parseLong(io, READ.length(), end, 10))
                : OptionalLong.empty();
    }

    /** Adds the sockets that a process has open; returns whether the system shows them. */
    private static boolean addSockets(long pid, Set<String> found) {
        String folder = "/proc/" + pid + "/fd";
        String[] names = new File(folder).list();
        if (names == null) {
            return false;
        }
        for (String name : names) {
            try {
                String target = Files.readSymbolicLink(Path.of(folder, name)).toString();
                if (target.startsWith(SOCKET)) {
                    found.add(target);
                }
            } catch (IOException | RuntimeException e) {
                // Closed meanwhile, or a name that this locale cannot decode, which is not a socket's.
                continue;
            }
        }
        return true;
    }
}
