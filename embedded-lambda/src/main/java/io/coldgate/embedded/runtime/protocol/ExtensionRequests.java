package io.coldgate.embedded.runtime.protocol;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of an environment's extensions, at the meeting place of its runtime. */
final class ExtensionRequests {
    private final RuntimeLife state;
    private final EnvironmentLock shared;
    private final Extensions extensions;

    ExtensionRequests(RuntimeLife state, EnvironmentLock shared, Extensions extensions) {
        this.state = state;
        this.shared = shared;
        this.extensions = extensions;
    }

    /** Registers one; the runtime is for the caller to start when {@link #allRegistered}. */
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

    /** Notes that the extension is done with its last event. */
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

    /** Notes that an extension cannot start, or go on. */
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

    /** Returns how the environment ends; null while it does not. */
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
