package io.coldgate.embedded.api.invoke;

import io.coldgate.embedded.api.function.FunctionOptions.EventConfig;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.ErrorType;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous invocations: each event is run until it succeeds. It is retried at most twice after a function error,
 * and as long as it is throttled, until it is too old. An event that is given up is dropped, because there are no
 * destinations. An event belongs to one function: when the function is deleted, the event is dropped, and a later
 * function with the same name never receives it.
 */
public final class EventQueue implements AutoCloseable {
    // Lambda's defaults (source: AWS's developer guide, "How Lambda handles errors and retries with async invocation").
    private static final int DEFAULT_RETRIES = 2;
    private static final int DEFAULT_AGE_SECONDS = 21_600;
    private static final long FIRST_THROTTLE_MILLIS = 1_000;
    private static final long LONGEST_THROTTLE_MILLIS = 300_000;

    /** Bounds memory: an event has up to 1 MB. AWS's queue has no such bound. */
    private static final int CAPACITY = 1_000;

    /** The number of events that run at once; the others wait. */
    private static final int WORKERS = 16;

    private final Invoker invoker;
    private final List<Duration> retryDelays;
    private final AtomicInteger waiting = new AtomicInteger();
    private @Nullable ScheduledThreadPoolExecutor workers;
    private boolean closed;

    /** Waits {@code retryDelays} before the first, second, … retry; the last delay is used for further retries. */
    public EventQueue(Invoker invoker, List<Duration> retryDelays) {
        this.invoker = invoker;
        this.retryDelays = List.copyOf(retryDelays);
    }

    private record Queued(
            LambdaFunction function, FunctionRef ref, Event event, long sinceNanos, int failures, int throttles) {
        Queued failedAgain() {
            return new Queued(function, ref, event, sinceNanos, failures + 1, 0);
        }

        Queued throttledAgain() {
            return new Queued(function, ref, event, sinceNanos, failures, throttles + 1);
        }
    }

    /** Adds an event, or fails with 429 when the queue is full. */
    public void add(FunctionRef ref, Event event) {
        LambdaFunction function = invoker.invocable(ref);
        if (waiting.incrementAndGet() > CAPACITY) {
            waiting.decrementAndGet();
            throw new ApiException(
                    ErrorType.TOO_MANY_REQUESTS,
                    "Rate Exceeded. The embedded Lambda's event queue holds " + CAPACITY + " events.",
                    "CallerRateLimitExceeded");
        }
        schedule(new Queued(function, ref, event, System.nanoTime(), 0, 0), 0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // An attempt handles its own failure.
    private void schedule(Queued queued, long delayMillis) {
        try {
            workers().schedule(() -> attempt(queued), delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
        }
    }

    private void attempt(Queued queued) {
        boolean again = false;
        try {
            again = attempted(queued);
        } catch (RuntimeException e) {
            // The executor would swallow the exception.
            System.getLogger(EventQueue.class.getName())
                    .log(Level.WARNING, "an event of " + queued.ref().name() + " is dropped", e);
        } finally {
            if (!again) {
                waiting.decrementAndGet();
            }
        }
    }

    /** Runs an event once; returns whether it is scheduled to be run again. */
    private boolean attempted(Queued queued) {
        Long delayMillis = null;
        Queued next = queued;
        try {
            Outcome outcome = invoker.run(queued.function(), queued.ref(), queued.event());
            if (outcome.result().functionError() != null && queued.failures() < retries(queued)) {
                next = queued.failedAgain();
                delayMillis = retryDelay(queued.failures());
            }
        } catch (ApiException e) {
            if (e.type() == ErrorType.TOO_MANY_REQUESTS && !neverRuns(queued)) {
                next = queued.throttledAgain();
                delayMillis = throttleDelay(queued.throttles());
            }
        }
        if (delayMillis == null || tooOld(queued, delayMillis)) {
            return false;
        }
        schedule(next, delayMillis);
        return true;
    }

    private static @Nullable EventConfig config(Queued queued) {
        return queued.function().options().eventConfig(queued.ref().qualifierOrLatest());
    }

    private static int retries(Queued queued) {
        EventConfig config = config(queued);
        Integer set = config == null ? null : config.retries();
        return set == null ? DEFAULT_RETRIES : set;
    }

    private static boolean tooOld(Queued queued, long delayMillis) {
        EventConfig config = config(queued);
        Integer set = config == null ? null : config.ageSeconds();
        long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - queued.sinceNanos()) + delayMillis;
        return age > TimeUnit.SECONDS.toMillis(set == null ? DEFAULT_AGE_SECONDS : set);
    }

    // With a reservation of 0 an event cannot run; AWS sends it to the dead-letter queue immediately.
    private static boolean neverRuns(Queued queued) {
        Integer reserved = queued.function().options().reservedConcurrency();
        return reserved != null && reserved == 0;
    }

    private long retryDelay(int failures) {
        return retryDelays.isEmpty()
                ? 0
                : retryDelays.get(Math.min(failures, retryDelays.size() - 1)).toMillis();
    }

    private static long throttleDelay(int throttles) {
        return Math.min(FIRST_THROTTLE_MILLIS << Math.min(throttles, 10), LONGEST_THROTTLE_MILLIS);
    }

    private synchronized ScheduledThreadPoolExecutor workers() {
        if (closed) {
            throw new RejectedExecutionException("closed");
        }
        ScheduledThreadPoolExecutor running = workers;
        if (running == null) {
            running = new ScheduledThreadPoolExecutor(WORKERS, task -> {
                Thread thread = new Thread(task, "coldgate-events");
                thread.setDaemon(true);
                return thread;
            });
            workers = running;
        }
        return running;
    }

    /** Drops waiting events and interrupts running ones. */
    @Override
    public synchronized void close() {
        closed = true;
        if (workers != null) {
            workers.shutdownNow();
        }
    }
}
