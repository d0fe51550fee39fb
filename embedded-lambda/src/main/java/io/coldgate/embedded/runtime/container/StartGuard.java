package io.coldgate.embedded.runtime.container;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Delays the end of this process (Ctrl-C, SIGTERM) until the thread that starts a container has removed it, because
 * nothing else knows of the container yet. Once a container runs, its owner ends it.
 */
final class StartGuard implements AutoCloseable {
    /** Longer than an engine takes to remove a container. */
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean ending;

    /** Guards a start until this is closed. */
    StartGuard() {
        hook = new Thread(this::stop, "container-start");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is already ending.
            ending = true;
        }
    }

    private void stop() {
        ending = true;
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns whether the process is about to end: the thread that starts the container must give up, and remove it.
     */
    boolean ending() {
        return ending;
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running, and will see that the guard is closed.
            ending = true;
        }
    }
}
