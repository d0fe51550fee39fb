package io.coldgate.embedded.runtime.log;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every open log within its bound, regardless of which process writes and whether a thread waits for it: a
 * function that prints for ever must not fill the disk. One thread for the whole Java process reads the logs' sizes ten
 * times a second, and a hundred times while one of them grows fast. Writes are not intercepted, so the function is not
 * slowed.
 */
final class OutputBound {
    /**
     * On a fast disk, one writer writes some 50 MB in that time: a log can exceed its bound by that much for a moment.
     */
    private static final long LOOK_NANOS = 100_000_000;

    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private static final Set<FunctionLog> LOGS = ConcurrentHashMap.newKeySet();
    private static @Nullable Thread thread;

    private OutputBound() {}

    static synchronized void watch(FunctionLog log) {
        LOGS.add(log);
        if (thread == null) {
            var watcher = new Thread(OutputBound::run, "coldgate-output");
            watcher.setDaemon(true);
            watcher.start();
            thread = watcher;
        }
    }

    static void forget(FunctionLog log) {
        LOGS.remove(log);
    }

    /** Returns whether there is nothing to watch. The thread ends in that case, and the next log starts a new one. */
    private static synchronized boolean isOver() {
        if (LOGS.isEmpty()) {
            thread = null;
            return true;
        }
        return false;
    }

    private static void run() {
        while (!isOver()) {
            boolean flood = false;
            for (FunctionLog log : LOGS) {
                flood |= trim(log);
            }
            LockSupport.parkNanos(flood ? LOOK_AGAIN_NANOS : LOOK_NANOS);
        }
    }

    private static boolean trim(FunctionLog log) {
        try {
            return log.trim();
        } catch (IOException e) {
            // Closed a moment ago, or its folder was removed with its environment.
            LOGS.remove(log);
            System.getLogger(OutputBound.class.getName()).log(Level.DEBUG, "log " + log.path(), e);
            return false;
        }
    }
}
