package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Repeats calls to the control plane that were throttled, met an operation in progress, or lost a service that had
 * answered before. The pauses grow exponentially, with full jitter, so that parallel pipelines do not meet again, and
 * are never shorter than the service asks for. Safe for use by several threads.
 */
final class Retry {
    /**
     * The pauses between them add up to 43 s at most, 21 s on average: longer than any update of a small package takes.
     */
    private static final int TRIES = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A service that asks for more is not waited for so long: the run has a time limit of its own. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(1);

    /**
     * A service that was there and is gone for longer is not waited for. One that never answered is not waited for at
     * all.
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

    /** A service that fails (HTTP 5xx) is there all the same. */
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
        // On top of what is asked for: whoever was told the same second would else come back together.
        return Duration.ofNanos(Math.min(askedFor.toNanos(), LONGEST_ASKED_FOR.toNanos()) + jitter);
    }
}
