package io.coldgate.embedded.runtime.protocol;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of a runtime's process and of its extensions, without their invocations: the end of the init, failures, the
 * process's exit, the shutdown. Its one lock also guards the invocations.
 */
public abstract sealed class RuntimeLife permits RuntimeState {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final EnvironmentLock shared = EnvironmentLock.create();
    final ReentrantLock lock = shared.lock();
    final Condition work = shared.work();
    final Condition news = shared.news();
    private final LongFunction<InitMark> markInit;
    final Extensions extensions;
    private final ExtensionRequests extensionRequests;

    @Nullable
    InitMark init;

    RuntimeInvocation.@Nullable Answer initError;

    @Nullable
    Integer exitCode;

    private volatile long exitNanos;

    /** Requests of the runtime whose bodies are being read. */
    int reading;

    boolean runtimeAsked;
    private volatile boolean extension;
    private @Nullable ExtensionShutdown shutdown;
    boolean closed;

    /**
     * A new process.
     *
     * @param markInit called once, with the time of the first {@code next}
     * @param externalExtensions names of the extensions that are started beside it
     */
    RuntimeLife(LongFunction<InitMark> markInit, Collection<String> externalExtensions) {
        this.markInit = markInit;
        this.extensions = new Extensions(externalExtensions);
        this.extensionRequests = new ExtensionRequests(this, shared, extensions);
    }

    // ---- the invoking thread

    /**
     * Waits until the init is over, without an invocation; true when it was successful. Polls, because a signal at the
     * first {@code next} would wake a thread in the middle of a measured start.
     */
    public boolean awaitInit(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            while (init == null
                    && initError == null
                    && exitCode == null
                    && extensions.failure() == null
                    && !closed
                    && deadlineNanos - System.nanoTime() > 0) {
                news.awaitNanos(LOOK_NANOS);
            }
            return init != null;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    public InitMark init() {
        return locked(() -> init);
    }

    public RuntimeInvocation.@Nullable Answer initError() {
        return locked(() -> initError);
    }

    /** Exit code of the process; null while it runs. */
    @Nullable
    public Integer exitCode() {
        return locked(() -> exitCode);
    }

    public long exitNanos() {
        return exitNanos;
    }

    public boolean hasExtension() {
        return extension;
    }

    public List<ExtensionLine> extensionLines() {
        lock.lock();
        try {
            return extensions.lines();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the first failure of an extension; null while there is none. */
    public @Nullable ExtensionFailure extensionFailure() {
        return locked(extensions::failure);
    }

    private <T> @Nullable T locked(Supplier<@Nullable T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    // ---- what happens to the process and to its extensions

    public void exited(int code) {
        lock.lock();
        try {
            exitCode = code;
            exitNanos = System.nanoTime();
            news.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void extensionExited(String name, int code) {
        lock.lock();
        try {
            extensions.exited(name, code);
            news.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells the external extensions that the environment ends. */
    public void shutDownExtensions(String reason, long deadlineMillis) {
        lock.lock();
        try {
            shutdown = new ExtensionShutdown(reason, deadlineMillis);
            extensions.shutdown();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- the runtime's requests

    /**
     * Marks the end of the init, with the lock held, if this is the last of the first requests of the runtime and the
     * extensions.
     */
    void markInit(long receivedNanos) {
        if (init == null && runtimeAsked && extensions.idle()) {
            init = markInit.apply(receivedNanos);
        }
    }

    /** Notes that the runtime reports a failed init; returns false if the init is already over. */
    boolean initFailed(RuntimeInvocation.Answer error) {
        lock.lock();
        try {
            if (init != null || initError != null) {
                return false;
            }
            initError = error;
            news.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void beginReading() {
        lock.lock();
        try {
            reading++;
        } finally {
            lock.unlock();
        }
    }

    void endReading() {
        lock.lock();
        try {
            reading--;
            if (exitCode != null) {
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- the extensions' requests

    ExtensionRequests extensionRequests() {
        return extensionRequests;
    }

    // ---- what these need, with the lock held

    boolean runtimeAsked() {
        return runtimeAsked;
    }

    boolean isClosed() {
        return closed;
    }

    void noteExtension() {
        extension = true;
    }

    @Nullable
    ExtensionShutdown shutdown() {
        return shutdown;
    }
}
