package io.coldgate.measure;

import io.coldgate.lambda.CallException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls concurrently. All threads are ready before the first call is sent, the calls are sent in order, and
 * results are delivered on the caller's thread in the order of completion.
 */
final class Launcher implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "coldgate-invoke");
        // A hanging call must not keep the process alive.
        thread.setDaemon(true);
        return thread;
    });

    private final Duration patience;
    private final Consumer<String> remarks;
    private final Set<String> remarked = new HashSet<>();

    /**
     * A launcher without calls.
     *
     * @param patience time after which a call that is still running causes a remark, once per name
     * @param remarks receives the remark, on the caller's thread
     */
    Launcher(Duration patience, Consumer<String> remarks) {
        this.patience = patience;
        this.remarks = remarks;
    }

    /** Receives the result of a call. */
    interface Receiver<T> {
        void accept(T outcome) throws IOException, InterruptedException;
    }

    /**
     * Runs the calls, each on a thread of its own: reading an answer from a socket cannot be interrupted.
     *
     * @param name the name of the calls in remarks
     * @throws InterruptedException when this thread is interrupted: running calls are stopped, after completed results
     *     have been delivered
     */
    <T> void launch(String name, List<Callable<T>> calls, Receiver<T> receiver)
            throws IOException, InterruptedException {
        CompletionService<T> done = new ExecutorCompletionService<>(threads);
        List<Future<T>> running = new ArrayList<>();
        try {
            leave(calls, done, running);
            for (int i = 0; i < calls.size(); i++) {
                receiver.accept(outcome(next(name, done)));
            }
        } catch (InterruptedException | IOException | RuntimeException | Error e) {
            running.forEach(call -> call.cancel(true));
            if (e instanceof InterruptedException) {
                handOver(done, receiver);
            }
            throw e;
        }
    }

    /**
     * Waits for the next call to end. If that takes long, this is reported once, because the next call would only
     * repeat it.
     */
    private <T> Future<T> next(String name, CompletionService<T> done) throws InterruptedException {
        @Nullable Future<T> ended = done.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (ended == null) {
            if (remarked.add(name)) {
                remarks.accept(name + ": a start has not answered within " + patience.toSeconds()
                        + " s: its init or its handler may hang; it ends at the function's timeout, and Ctrl-C stops"
                        + " the run");
            }
            ended = done.take();
        }
        return ended;
    }

    /**
     * Runs one call of any duration, which can be interrupted nevertheless.
     *
     * @throws CallException when the call throws it
     */
    <T> T call(Callable<T> call) throws CallException, InterruptedException {
        Future<T> running = threads.submit(call);
        try {
            return running.get();
        } catch (InterruptedException e) {
            running.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CallException failed) {
                throw failed;
            }
            throw unchecked(e.getCause());
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

    /** Delivers the results that were complete before an interruption: they are measured and must not be lost. */
    private static <T> void handOver(CompletionService<T> done, Receiver<T> receiver)
            throws IOException, InterruptedException {
        for (@Nullable Future<T> ended = done.poll(); ended != null; ended = done.poll()) {
            try {
                receiver.accept(outcome(ended));
            } catch (CancellationException | InterruptedException e) {
                // The call was stopped, and has no result.
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

    /** Rethrows an interruption of the call as such; any other exception of a call is a defect. */
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
