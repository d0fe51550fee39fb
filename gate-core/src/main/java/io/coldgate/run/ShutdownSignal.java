package io.coldgate.run;

import io.coldgate.measure.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of the process (Ctrl-C, SIGTERM) into an orderly one: asks the measuring thread to stop and waits until
 * it has stored its results and cleaned up.
 */
public final class ShutdownSignal implements AutoCloseable {
    /** Longer than a clean-up of many functions takes; after that, the process does not wait any longer. */
    private static final long PATIENCE_SECONDS = 30;

    private static volatile boolean shuttingDown;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /** Watches for the end of the process, until it is closed. */
    public ShutdownSignal(StopSignal stop) {
        hook = new Thread(() -> shutDown(stop), "coldgate-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns whether the process is about to end. */
    public static boolean isShuttingDown() {
        return shuttingDown;
    }

    private void shutDown(StopSignal stop) {
        shuttingDown = true;
        stop.request();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks the work as done: the process may end. */
    @Override
    public void close() {
        done.countDown();
        if (!shuttingDown) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process has just begun to end; the hook will find the work done.
                shuttingDown = true;
            }
        }
    }
}
