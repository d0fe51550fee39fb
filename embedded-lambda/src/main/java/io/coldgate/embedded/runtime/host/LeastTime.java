package io.coldgate.embedded.runtime.host;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The least that a wall time would have been if nothing else had run on the host: the wall time minus all waiting for a
 * core, by the process's threads and by the server's thread that observed the end. It is never less than the CPU time
 * of one of the threads, nor than their total CPU time divided by the number of cores.
 *
 * <p>It is a bound, not an estimate. A start takes as long as its longest chain of steps, one thread at a time, so
 * waiting that the host caused delayed it by at most the sum of all waiting. If threads waited at the same time, or for
 * each other, the sum subtracts more than the delay. A thread also cannot end before it has done its computation. If a
 * process or thread has ended whose waiting is unknown, all the time that was not CPU time may have been waiting.
 */
public final class LeastTime {
    private LeastTime() {}

    /**
     * Returns the bound, from 0 to the wall time; empty if the system does not provide the times.
     *
     * @param wallNanos the measured time
     * @param times the times of the process's threads in that period
     * @param serverWaitNanos the most that the server's thread waited
     * @param cores the number of cores on which the threads could run at once
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

    /** Returns the number of cores on which this process may run; its child processes have the same. */
    public static int cores() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }
}
