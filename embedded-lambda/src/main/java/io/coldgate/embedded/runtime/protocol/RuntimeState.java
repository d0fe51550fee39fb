package io.coldgate.embedded.runtime.protocol;

import io.coldgate.embedded.http.ThreadWait;
import io.coldgate.embedded.runtime.host.ProcFs;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of a runtime between its requests, and the invocation that it serves. It is the only state that the threads
 * of the runtime's connections share with the invoking thread. The invocation is there before the process starts, so
 * that the first {@code next} is answered by the thread that read it.
 */
public final class RuntimeState extends RuntimeLife {
    /** The interval at which a waiting invocation checks the size of the log. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Supplier<ProcFs.@Nullable CpuTimes> cpuTimes;

    private @Nullable RuntimeInvocation current;
    private long lastDeadlineNanos;
    private boolean firstIsOver;
    private OptionalLong answerWait = OptionalLong.of(0);

    /** The fate of an answer. */
    enum Acceptance {
        ACCEPTED,
        UNKNOWN_ID,
        ANSWERED_BEFORE
    }

    /**
     * A new process.
     *
     * @param markInit called once, with the time of the first {@code next}
     * @param cpuTimes called once, when the first invocation is over; null if the system does not provide them
     * @param externalExtensions names of the extensions that are started beside it
     */
    public RuntimeState(
            LongFunction<InitMark> markInit,
            Supplier<ProcFs.@Nullable CpuTimes> cpuTimes,
            Collection<String> externalExtensions) {
        super(markInit, externalExtensions);
        this.cpuTimes = cpuTimes;
    }

    // ---- the invoking thread

    public void offer(RuntimeInvocation invocation) {
        lock.lock();
        try {
            current = invocation;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the invocation is over, successfully or not.
     *
     * @param initDeadlineNanos the deadline of the first {@code next}
     * @param answered called once when the answer is there, while the runtime is on its way to its next {@code next}
     * @param tick called now and then while it waits
     */
    public RuntimeOutcome await(RuntimeInvocation invocation, long initDeadlineNanos, Runnable answered, Runnable tick)
            throws InterruptedException {
        boolean told = false;
        lock.lock();
        try {
            while (true) {
                RuntimeOutcome outcome = outcome(invocation);
                if (outcome != null) {
                    return outcome;
                }
                if (!told && invocation.answer() != null) {
                    told = true;
                    unlocked(answered);
                    continue;
                }
                boolean starting = init == null;
                long deadline = starting || !invocation.begun() ? initDeadlineNanos : invocation.deadlineNanos();
                long remaining = deadline - System.nanoTime();
                if (remaining <= 0) {
                    return starting ? RuntimeOutcome.INIT_TIMED_OUT : RuntimeOutcome.TIMED_OUT;
                }
                if (news.awaitNanos(Math.min(remaining, TICK_NANOS)) <= 0) {
                    tick.run();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void unlocked(Runnable action) {
        lock.unlock();
        try {
            action.run();
        } finally {
            lock.lock();
        }
    }

    private @Nullable RuntimeOutcome outcome(RuntimeInvocation invocation) {
        if (invocation.done()) {
            return RuntimeOutcome.DONE;
        }
        if (init == null && initError != null) {
            return RuntimeOutcome.INIT_ERROR;
        }
        if (extensions.failure() != null) {
            return RuntimeOutcome.EXTENSION_FAILED;
        }
        // Requests that the process sent before it ended still count.
        if (exitCode != null && reading == 0) {
            return RuntimeOutcome.EXITED;
        }
        return closed ? RuntimeOutcome.CLOSED : null;
    }

    // ---- the runtime's requests

    /**
     * Waits for an invocation; null when the process or the server ended. The same invocation is returned again until
     * it is answered.
     */
    @Nullable
    RuntimeInvocation next(long receivedNanos) throws InterruptedException {
        lock.lock();
        try {
            runtimeAsked = true;
            markInit(receivedNanos);
            if (current != null && current.answer() != null) {
                end(current, receivedNanos);
            }
            while (!isDue(current) && !closed && exitCode == null) {
                work.await();
            }
            if (current != null && isDue(current) && !closed) {
                if (!current.handedOver() && !extensions.none()) {
                    extensions.invoke(current);
                    work.signalAll();
                }
                current.handOver(System.nanoTime());
                return current;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns whether the runtime may have it: a new event only when the extensions have finished with the last one.
     */
    private boolean isDue(@Nullable RuntimeInvocation invocation) {
        return invocation != null && init != null && (invocation.handedOver() || extensions.idle());
    }

    /**
     * The invoking thread continues immediately; the resource usage of the first invocation is read at the same time.
     */
    private void end(RuntimeInvocation invocation, long receivedNanos) {
        boolean first = !firstIsOver;
        firstIsOver = true;
        if (first) {
            invocation.expectMark();
        }
        invocation.end(receivedNanos);
        lastDeadlineNanos = invocation.deadlineNanos();
        current = null;
        news.signalAll();
        if (first) {
            OptionalLong earlier = answerWait;
            unlocked(() ->
                    invocation.mark(() -> new EndMark(cpuTimes.get(), sum(earlier, ThreadWait.sinceListening()))));
        }
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                : OptionalLong.empty();
    }

    /** Notes how long the thread that read an answer had waited for a core by then. */
    void answerRead(OptionalLong waitNanos) {
        lock.lock();
        try {
            answerWait = sum(answerWait, waitNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether an answer to this invocation would be accepted now. */
    Acceptance check(String requestId) {
        lock.lock();
        try {
            return acceptance(requestId);
        } finally {
            lock.unlock();
        }
    }

    Acceptance answer(String requestId, RuntimeInvocation.Answer answer) {
        lock.lock();
        try {
            Acceptance acceptance = acceptance(requestId);
            if (acceptance == Acceptance.ACCEPTED && current != null) {
                current.answer(answer);
                news.signalAll();
            }
            return acceptance;
        } finally {
            lock.unlock();
        }
    }

    private Acceptance acceptance(String requestId) {
        if (current == null
                || !current.handedOver()
                || !current.request().requestId().equals(requestId)) {
            return Acceptance.UNKNOWN_ID;
        }
        return current.answer() == null ? Acceptance.ACCEPTED : Acceptance.ANSWERED_BEFORE;
    }

    /**
     * Returns whether the extensions have finished with the last event, or cannot finish within the time of its
     * invocation.
     */
    public boolean isFree() {
        lock.lock();
        try {
            return init == null || extensions.idle() || extensions.failure() != null || exitCode != null || overdue();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether extensions still work on an event whose invocation's time is over. */
    public boolean isOverdue() {
        lock.lock();
        try {
            return init != null && current == null && !extensions.idle() && overdue();
        } finally {
            lock.unlock();
        }
    }

    private boolean overdue() {
        return lastDeadlineNanos != 0 && System.nanoTime() - lastDeadlineNanos > 0;
    }
}
