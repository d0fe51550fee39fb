package io.coldgate.embedded.runtime.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A start's process and all its descendants since its release. Living processes are counted in ns, thread by thread.
 * Ended ones are in their parent's account, which Linux shows in steps of 10 ms, rounded down (proc_pid_stat(5): utime,
 * stime, cutime, cstime). CPU time is therefore a lower bound: it misses less than 20 ms of each account, and all of a
 * process that ended as an orphan or was never waited for. It is unknown how long the ended ones waited for a core; see
 * {@link ProcFs.CpuTimes#waitAtMostNanos}.
 */
public final class ProcessTree {
    /** If there are more new processes than this during one init, only children are looked for. */
    private static final long MAX_NEW = 4096;

    /** Programs whose starts had processes that ended: their next starts read the host's waiting before they begin. */
    private static final Set<String> FORKING = ConcurrentHashMap.newKeySet();

    private final long pid;
    private final long brand;
    private final String program;
    private final List<Long> beside;
    private ProcFs.CpuTimes launcher = new ProcFs.CpuTimes(0, 0, 0);
    private KernelCounts ofLauncher = KernelCounts.NONE;
    private boolean known;
    private boolean readAhead;
    private OptionalLong lastId = OptionalLong.empty();
    private OptionalLong hostWait = OptionalLong.empty();
    private OptionalLong steal = OptionalLong.empty();
    /** The last id of the host up to which this was the only new process; empty if there were others. */
    private volatile OptionalLong aloneUpTo = OptionalLong.empty();

    private volatile OptionalLong peak = OptionalLong.empty();
    private volatile List<Long> orphans = List.of();

    /**
     * The tree of a process.
     *
     * @param program identifies the program, to remember facts about it for later starts
     * @param beside processes that are released together with it and count with it: a function's extensions
     */
    public ProcessTree(long pid, long brand, String program, List<Long> beside) {
        this.pid = pid;
        this.brand = brand;
        this.program = program;
        this.beside = List.copyOf(beside);
    }

    /**
     * Reads the launcher's accounts ahead of its release, which then has less to do. They no longer change once it
     * sleeps, because a shell with one thread sleeps only to wait for its line. Does nothing if it is not there yet.
     */
    public void readAhead() {
        if (beside.isEmpty() && ProcFs.sleeps(pid)) {
            readLauncher();
            readAhead = true;
        }
    }

    private void readLauncher() {
        var cpu = ProcFs.cpuTimesOfOneThread(pid);
        known = cpu.isPresent();
        launcher = cpu.orElse(launcher);
        ofLauncher = beside.isEmpty() ? KernelCounts.ofOne(pid) : KernelCounts.of(pid, beside);
        for (long one : beside) {
            launcher = launcher.plus(ProcFs.cpuTimesOfOneThread(one).orElse(new ProcFs.CpuTimes(0, 0, 0)));
        }
    }

    /** Reads the accounts before the launcher, a shell with one thread, becomes the function's process. */
    public void release() {
        if (!readAhead) {
            readLauncher();
        }
        lastId = HostCounters.lastProcessId();
        hostWait = FORKING.contains(program) ? HostCounters.waitNanos() : OptionalLong.empty();
        steal = HostCounters.stealNanos();
    }

    /**
     * Returns the counts since the release; null if the system does not provide them. Time that the hypervisor gave to
     * others during it, as far as the kernel knows, counts as waiting.
     *
     * @param wallNanos time since the release: nothing can have been stolen for longer
     */
    public ProcFs.@Nullable CpuTimes cpuTimes(long wallNanos) {
        if (!known) {
            return null;
        }
        long[] threads = ProcFs.threads(pid);
        ProcFs.CpuTimes own = ProcFs.cpuTimes(pid, threads);
        if (own == null) {
            return null;
        }
        // Every process and thread of the host takes the next number: if there are as many new numbers as new threads
        // of the process, nothing else was started.
        OptionalLong now = HostCounters.lastProcessId();
        boolean alone =
                beside.isEmpty() && lastId.isPresent() && now.orElse(-1) - lastId.getAsLong() == threads.length - 1;
        aloneUpTo = alone ? now : OptionalLong.empty();
        ProcFs.CpuTimes all = (alone ? own : whole(own, threads)).minus(launcher);
        OptionalLong stolen = steal.isPresent() ? HostCounters.stealNanos() : steal;
        return stolen.isEmpty()
                ? all
                : all.plusWait(Math.min(Math.max(0, wallNanos), stolen.getAsLong() - steal.getAsLong()));
    }

    private ProcFs.CpuTimes whole(ProcFs.CpuTimes own, long[] threads) {
        var seen = new HashSet<Long>();
        var lost = new ArrayList<Long>();
        add(seen, threads);
        ProcFs.CpuTimes sum = ProcFs.withEnded(pid, own);
        for (long child : descendants()) {
            sum = sum.plus(account(child, seen));
        }
        for (long id : newIds()) {
            if (!seen.contains(id) && ProcFs.brand(id) == brand) {
                lost.add(id);
                sum = sum.plus(account(id, seen));
            }
        }
        orphans = lost;
        if (sum.waitAtMostNanos() == Long.MAX_VALUE) {
            FORKING.add(program);
            OptionalLong now = hostWait.isPresent() ? HostCounters.waitNanos() : hostWait;
            if (now.isPresent()) {
                sum = sum.withWaitAtMost(launcher.waitNanos() + now.getAsLong() - hostWait.getAsLong());
            }
        }
        if (seen.size() > threads.length) {
            peak = ProcFs.peakMemory(everybody());
        }
        return sum;
    }

    /**
     * Returns the ids that were assigned since the release; none if the system does not provide them, or if there are
     * too many.
     */
    private long[] newIds() {
        OptionalLong last = HostCounters.lastProcessId();
        if (lastId.isEmpty() || last.isEmpty()) {
            return new long[0];
        }
        long[] ids = HostCounters.idsAfter(lastId.getAsLong(), last.getAsLong(), HostCounters.ID_LIMIT)
                .limit(MAX_NEW + 1)
                .toArray();
        return ids.length > MAX_NEW ? new long[0] : ids;
    }

    private static ProcFs.CpuTimes account(long pid, Set<Long> seen) {
        long[] threads = ProcFs.threads(pid);
        add(seen, threads);
        ProcFs.CpuTimes own = ProcFs.cpuTimes(pid, threads);
        return ProcFs.withEnded(pid, own == null ? new ProcFs.CpuTimes(0, 0, 0) : own);
    }

    private static void add(Set<Long> seen, long[] ids) {
        for (long id : ids) {
            seen.add(id);
        }
    }

    /** Returns all descendants, and the processes beside it with theirs. */
    private List<Long> descendants() {
        List<Long> found = ProcFs.descendants(pid);
        for (long one : beside) {
            found.add(one);
            found.addAll(ProcFs.descendants(one));
        }
        return found;
    }

    private List<Long> everybody() {
        var all = new HashSet<Long>();
        all.add(pid);
        all.addAll(descendants());
        for (long orphan : orphans) {
            all.add(orphan);
            all.addAll(ProcFs.descendants(orphan));
        }
        return List.copyOf(all);
    }

    /**
     * Returns the kernel's counts since the release, of all living processes and of the children that they have waited
     * for. To be called after {@link #cpuTimes}, which finds the processes.
     */
    public KernelCounts counts() {
        List<Long> others = aloneUpTo.isPresent()
                ? List.of()
                : everybody().stream().filter(one -> one != pid).toList();
        return KernelCounts.of(pid, others).minus(ofLauncher);
    }

    /**
     * Returns the sum of the peak resident memory of all living processes, now or at the first {@code next}, whichever
     * is more; in bytes. Processes that had ended by then are missing: Linux shows their peaks only to their parent.
     */
    public OptionalLong peakMemory() {
        OptionalLong last = aloneUpTo;
        boolean alone = last.isPresent() && last.equals(HostCounters.lastProcessId());
        OptionalLong now = ProcFs.peakMemory(alone ? List.of(pid) : everybody());
        return peak.isEmpty() || now.isPresent() && now.getAsLong() > peak.getAsLong() ? now : peak;
    }
}
