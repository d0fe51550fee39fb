package io.coldgate.embedded.runtime.protocol;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of an environment's extensions, at the meeting place of its runtime. */
final class ExtensionRequests {
    private final RuntimeLife state;
    private final Meeting meeting;
    private final Extensions extensions;

    ExtensionRequests(RuntimeLife state, Meeting meeting, Extensions extensions) {
        this.state = state;
        this.meeting = meeting;
        this.extensions = extensions;
    }

    /** Registers one; the runtime is for the caller to start when {@link #allRegistered}. */
    Extensions.Reply register(String name, Set<Extensions.Event> events) {
        meeting.lock().lock();
        try {
            Extensions.Reply reply = extensions.register(name, events, state.runtimeAsked());
            if (reply instanceof Extensions.Reply.Granted) {
                state.noteExtension();
            }
            return reply;
        } finally {
            meeting.lock().unlock();
        }
    }

    boolean allRegistered() {
        meeting.lock().lock();
        try {
            return extensions.allRegistered();
        } finally {
            meeting.lock().unlock();
        }
    }

    /** Notes that the extension is done with its last event. */
    Extensions.Reply asks(@Nullable String id, long receivedNanos) {
        meeting.lock().lock();
        try {
            Extensions.Reply reply = extensions.asks(id);
            if (reply instanceof Extensions.Reply.Granted) {
                state.markInit(receivedNanos);
                meeting.work().signalAll();
            }
            return reply;
        } finally {
            meeting.lock().unlock();
        }
    }

    /** Waits for an event for the extension; null when the environment is gone. */
    Extensions.@Nullable Given next(String id) throws InterruptedException {
        meeting.lock().lock();
        try {
            while (!state.isClosed()) {
                Extensions.Given given = extensions.take(id);
                if (given != null) {
                    return given;
                }
                meeting.work().await();
            }
            return null;
        } finally {
            meeting.lock().unlock();
        }
    }

    /** Notes that an extension cannot start, or go on. */
    Extensions.Reply fails(@Nullable String id, String type) {
        meeting.lock().lock();
        try {
            Extensions.Reply reply = extensions.fails(id, type);
            meeting.news().signalAll();
            return reply;
        } finally {
            meeting.lock().unlock();
        }
    }

    /** Returns how the environment ends; null while it does not. */
    @Nullable
    ExtensionShutdown shutdown() {
        meeting.lock().lock();
        try {
            return state.shutdown();
        } finally {
            meeting.lock().unlock();
        }
    }
}
