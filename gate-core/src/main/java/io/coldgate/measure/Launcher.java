package io.coldgate.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls at the same time. All threads stand ready before the first call leaves, the calls leave in their order,
 * and what they give comes back on the caller's thread, in the order in which it is there.
 */
final class Launcher implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "coldgate-invoke");
        // A call that hangs must not keep the process.
        thread.setDaemon(true);
        return thread;
    });

    /** Takes what a call gave. */
    interface Receiver<T> {
        void accept(T outcome) throws IOException, InterruptedException;
    }

    /**
     * Runs the calls; a single one on this thread.
     *
     * @throws InterruptedException when this thread is interrupted: calls that run are stopped, what is there already
     *     is handed over first
     */
    <T> void launch(List<Callable<T>> calls, Receiver<T> receiver) throws IOException, InterruptedException {
        if (calls.size() == 1) {
            receiver.accept(call(calls.get(0)));
            return;
        }
        CompletionService<T> done = new ExecutorCompletionService<>(threads);
        List<Future<T>> running = new ArrayList<>();
        try {
            leave(calls, done, running);
            for (int i = 0; i < calls.size(); i++) {
                receiver.accept(outcome(done.take()));
            }
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            running.forEach(call -> call.cancel(true));
            if (e instanceof InterruptedException) {
                handOver(done, receiver);
            }
            throw e;
        }
    }

    private static <T> void leave(List<Callable<T>> calls, CompletionService<T> done, List<Future<T>> running)
            throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(calls.size());
        List<CountDownLatch> gates = new ArrayList<>();
        for (Callable<T> call : calls) {
            CountDownLatch gate = new CountDownLatch(1);
            gates.add(gate);
            running.add(done.submit(() -> {
                ready.countDown();
                gate.await();
                return call.call();
            }));
        }
        ready.await();
        gates.forEach(CountDownLatch::countDown);
    }

    /** Hands over the results that ended before an interruption: they are measured, and must not be lost. */
    private static <T> void handOver(CompletionService<T> done, Receiver<T> receiver)
            throws IOException, InterruptedException {
        for (@Nullable Future<T> ended = done.poll(); ended != null; ended = done.poll()) {
            try {
                receiver.accept(outcome(ended));
            } catch (CancellationException | InterruptedException e) {
                // A call that was stopped: it gave nothing.
                continue;
            }
        }
    }

    private static <T> T outcome(Future<T> ended) throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static <T> T call(Callable<T> call) throws InterruptedException {
        try {
            return call.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    /** An interruption of the call itself goes on as one; everything else that a call throws is a defect. */
    private static RuntimeException unchecked(@Nullable Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException defect ? defect : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
