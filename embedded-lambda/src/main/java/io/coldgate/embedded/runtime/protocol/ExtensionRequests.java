package io.coldgate.embedded.runtime.protocol;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of an environment's extensions, under the lock that they share with its runtime. */
final class ExtensionRequests {
    private final RuntimeLife state;
    private final EnvironmentLock shared;
    private final Extensions extensions;

    ExtensionRequests(RuntimeLife state, EnvironmentLock shared, Extensions extensions) {
        this.state = state;
        this.shared = shared;
        this.extensions = extensions;
    }

    /** Registers an extension; the caller starts the runtime when {@link #allRegistered}. */
    Extensions.Reply register(String name, Set<Extensions.Event> events) {
        shared.lock().lock();
        try {
            Extensions.Reply reply = extensions.register(name, events, state.runtimeAsked());
            if (reply instanceof Extensions.Reply.Granted) {
                state.noteExtension();
            }
            return reply;
        } finally {
            shared.lock().unlock();
        }
    }

    boolean allRegistered() {
        shared.lock().lock();
        try {
            return extensions.allRegistered();
        } finally {
            shared.lock().unlock();
        }
    }

    /** Notes that the extension has finished with its last event. */
    Extensions.Reply asks(@Nullable String id, long receivedNanos) {
        shared.lock().lock();
        try {
            Extensions.Reply reply = extensions.asks(id);
            if (reply instanceof Extensions.Reply.Granted) {
                state.markInit(receivedNanos);
                shared.work().signalAll();
            }
            return reply;
        } finally {
            shared.lock().unlock();
        }
    }

    /** Waits for an event for the extension; null when the environment is gone. */
    Extensions.@Nullable Given next(String id) throws InterruptedException {
        shared.lock().lock();
        try {
            while (!state.isClosed()) {
                Extensions.Given given = extensions.take(id);
                if (given != null) {
                    return given;
                }
                shared.work().await();
            }
            return null;
        } finally {
            shared.lock().unlock();
        }
    }

    /** Notes that an extension cannot start, or cannot continue. */
    Extensions.Reply fails(@Nullable String id, String type) {
        shared.lock().lock();
        try {
            Extensions.Reply reply = extensions.fails(id, type);
            shared.news().signalAll();
            return reply;
        } finally {
            shared.lock().unlock();
        }
    }

    /** Returns the end of the environment; null while it has not begun. */
    @Nullable
    ExtensionShutdown shutdown() {
        shared.lock().lock();
        try {
            return state.shutdown();
        } finally {
            shared.lock().unlock();
        }
    }
}
