package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Retries calls to the control plane that were throttled, conflicted with an operation in progress, or failed because a
 * service that had answered before is unavailable. The pauses grow exponentially, with full jitter to spread parallel
 * pipelines, and are never shorter than the service asks for. Safe for use by several threads.
 */
final class Retry {
    /**
     * The number of attempts. The pauses between them add up to 43 s at most and 21 s on average, longer than any
     * update of a small package takes.
     */
    private static final int TRIES = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /**
     * The longest pause that a service can ask for; longer requests are cut, because the run has its own time limit.
     */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(1);

    /**
     * The longest outage of a service that had answered before. A service that never answered is not retried at all.
     */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(1);

    private final Pacing pacing;
    private final SplittableRandom random;
    private volatile boolean reached;

    Retry(Pacing pacing, SplittableRandom random) {
        this.pacing = pacing;
        this.random = random;
    }

    /** A call that may fail. */
    interface Call<T> {
        T run() throws CallException, InterruptedException;
    }

    <T> T call(Call<T> call) throws CallException, InterruptedException {
        long began = pacing.nanos();
        for (int attempt = 1; ; attempt++) {
            try {
                T result = call.run();
                reached = true;
                return result;
            } catch (CallException e) {
                reached |= isAnswer(e);
                if (!mayPass(e.kind(), attempt, pacing.nanos() - began)) {
                    throw e;
                }
                pacing.pause(pauseAfter(attempt, e.retryAfter()));
            }
        }
    }

    /** Returns whether the service answered: a service that fails (HTTP 5xx) is still reachable. */
    private static boolean isAnswer(CallException e) {
        return e.kind() != CallException.Kind.UNAVAILABLE || e.getCause() instanceof AwsServiceException;
    }

    private boolean mayPass(CallException.Kind kind, int attempt, long elapsedNanos) {
        return switch (kind) {
            case THROTTLED, CONFLICT -> attempt < TRIES;
            case UNAVAILABLE -> reached && elapsedNanos < LONGEST_OUTAGE.toNanos();
            case NOT_FOUND, REFUSED -> false;
        };
    }

    private Duration pauseAfter(int attempt, Duration askedFor) {
        long bound = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(attempt, TRIES));
        long jitter;
        synchronized (random) {
            jitter = random.nextLong(1, bound + 1);
        }
        // The jitter is added to the requested pause: otherwise clients that were told the same time would all return
        // together.
        return Duration.ofNanos(Math.min(askedFor.toNanos(), LONGEST_ASKED_FOR.toNanos()) + jitter);
    }
}
