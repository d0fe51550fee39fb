package io.coldgate.embedded.runtime.protocol;

import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One invocation in one process. Guarded by the lock of its {@link RuntimeState}, until it is over. */
public final class RuntimeInvocation {
    private final InvocationRequest request;
    private final long timeoutNanos;
    private final long offeredNanos = System.nanoTime();
    private long beginNanos;
    private boolean begun;
    private boolean handedOver;
    private @Nullable Answer answer;
    private long endNanos;
    private boolean done;
    private @Nullable CompletableFuture<@Nullable EndMark> mark;

    /**
     * The runtime's answer to an invocation.
     *
     * @param payload the response or the error document
     * @param failed whether it is an error
     * @param errorType Lambda's type of the error; empty for a success
     */
    public record Answer(byte[] payload, boolean failed, String errorType) {}

    /** An invocation whose time begins when it is handed over. */
    public RuntimeInvocation(InvocationRequest request, int timeoutSeconds) {
        this.request = request;
        this.timeoutNanos = TimeUnit.SECONDS.toNanos(timeoutSeconds);
    }

    InvocationRequest request() {
        return request;
    }

    /** Begins its time now, because a repeated init runs inside the invocation. */
    public void begin(long nanos) {
        beginNanos = nanos;
        begun = true;
    }

    /** Notes that it is given to the runtime, for the first time or again. */
    void handOver(long nanos) {
        handedOver = true;
        if (!begun) {
            begin(nanos);
        }
    }

    public boolean handedOver() {
        return handedOver;
    }

    /** Returns when its time began, or when it was offered if it was not handed over yet. */
    public long beginNanos() {
        return begun ? beginNanos : offeredNanos;
    }

    /** Returns when the function's timeout expires. */
    public long deadlineNanos() {
        return beginNanos() + timeoutNanos;
    }

    boolean begun() {
        return begun;
    }

    @Nullable
    public Answer answer() {
        return answer;
    }

    void answer(Answer given) {
        answer = given;
    }

    void end(long nanos) {
        endNanos = nanos;
        done = true;
    }

    /** Announces that {@link #mark} follows {@link #end}. */
    void expectMark() {
        mark = new CompletableFuture<>();
    }

    /** Reads the resource usage of its process; ends the wait for the reading even if it fails. */
    void mark(Supplier<EndMark> read) {
        CompletableFuture<@Nullable EndMark> expected = mark;
        if (expected != null) {
            expected.completeAsync(read, Runnable::run).exceptionally(failed -> null);
        }
    }

    /** Returns the readings at its end; null if there are none. */
    public @Nullable EndMark endMark() {
        return mark == null ? null : mark.handle((read, failed) -> read).join();
    }

    /** Returns whether it was offered before that time. */
    public boolean offeredBefore(long nanos) {
        return offeredNanos - nanos < 0;
    }

    boolean done() {
        return done;
    }

    public long endNanos() {
        return endNanos;
    }
}
