package io.coldgate.measure;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The user's wish to stop: the measuring thread is woken, stores what it has, and cleans up. */
public final class StopSignal {
    private final AtomicReference<@Nullable Thread> measuring = new AtomicReference<>();
    private volatile boolean requested;

    /** Asks the measuring thread to stop. */
    public synchronized void request() {
        requested = true;
        Thread thread = measuring.get();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Returns whether it was asked to stop. */
    public boolean requested() {
        return requested;
    }

    /** The current thread measures from now on; a wish that was there before wakes it too. */
    public synchronized void enter() {
        measuring.set(Thread.currentThread());
        if (requested) {
            Thread.currentThread().interrupt();
        }
    }

    /** The current thread measures no longer, and is not to be woken: it cleans up. */
    public synchronized void leave() {
        measuring.set(null);
        // A wake-up that came just before must not disturb the cleaning up; none comes later, for the lock is held.
        Thread.interrupted();
    }
}
