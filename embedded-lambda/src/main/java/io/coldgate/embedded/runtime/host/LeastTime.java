package io.coldgate.embedded.runtime.host;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The least that a wall time would have been if nothing else had run on the host: the wall time less all waiting for a
 * core, of its threads and of the server's thread that saw its end. It is never less than the CPU time of one of its
 * threads, nor than all its CPU time divided by the number of cores.
 *
 * <p>It is a bound and no estimate. A start takes as long as its longest chain of steps, one thread at a time, so
 * waiting of the host's making delayed it by at most the sum of all waiting; where threads waited at the same time, or
 * for each other, the sum subtracts more than that. And a thread cannot be through before it has computed what it
 * computed. Where somebody ended whose waiting nobody knows, all that was not computed may have been waiting.
 */
public final class LeastTime {
    private LeastTime() {}

    /**
     * The bound, from 0 to the wall time; empty where the system does not tell.
     *
     * @param wallNanos the time that was measured
     * @param times of the process's threads in that time
     * @param serverWaitNanos what the server's thread waited at most
     * @param cores that the threads could run on at once
     */
    public static OptionalLong of(
            long wallNanos, ProcFs.@Nullable CpuTimes times, OptionalLong serverWaitNanos, int cores) {
        if (times == null || serverWaitNanos.isEmpty()) {
            return OptionalLong.empty();
        }
        long waited = Math.min(wallNanos, times.waitAtMostNanos());
        long unhindered = wallNanos - waited - serverWaitNanos.getAsLong();
        long computed = Math.max(times.busiestNanos(), times.runNanos() / cores);
        return OptionalLong.of(Math.max(0, Math.min(wallNanos, Math.max(unhindered, computed))));
    }

    /** Returns on how many cores this process may run; what it starts has the same. */
    public static int cores() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }
}
