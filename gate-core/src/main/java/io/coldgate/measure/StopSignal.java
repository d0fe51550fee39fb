package io.coldgate.measure;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The user's request to stop: it interrupts the measuring thread, which stores its results and cleans up. */
public final class StopSignal {
    private final AtomicReference<@Nullable Thread> measuring = new AtomicReference<>();
    private volatile boolean requested;

    /** Requests the measuring thread to stop. */
    public synchronized void request() {
        requested = true;
        Thread thread = measuring.get();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Returns whether a stop was requested. */
    public boolean requested() {
        return requested;
    }

    /** Marks the current thread as measuring from now on; an earlier request interrupts it too. */
    public synchronized void enter() {
        measuring.set(Thread.currentThread());
        if (requested) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks the current thread as no longer measuring: it cleans up, and must not be interrupted. */
    public synchronized void leave() {
        measuring.set(null);
        // An interrupt that came just before must not disturb the clean-up; none comes later, because the lock is held.
        Thread.interrupted();
    }
}
