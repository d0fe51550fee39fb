package io.coldgate.lambda;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Repeats calls to the control plane that were throttled or met an operation in progress: exponential, with full
 * jitter, so that parallel pipelines do not meet again, and never before the service wants. Safe for use by several
 * threads.
 */
final class Retry {
    /** With the pauses below about a minute altogether: longer than any update of a small package takes. */
    private static final int TRIES = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** A service that asks for more is not waited for so long: the run has a time limit of its own. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(1);

    private final Pacing pacing;
    private final SplittableRandom random;

    Retry(Pacing pacing, SplittableRandom random) {
        this.pacing = pacing;
        this.random = random;
    }

    /** A call that may fail. */
    interface Call<T> {
        T run() throws CallException, InterruptedException;
    }

    <T> T call(Call<T> call) throws CallException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.run();
            } catch (CallException e) {
                boolean passing = e.kind() == CallException.Kind.THROTTLED || e.kind() == CallException.Kind.CONFLICT;
                if (!passing || attempt == TRIES) {
                    throw e;
                }
                pacing.pause(pauseAfter(attempt, e.retryAfter()));
            }
        }
    }

    private Duration pauseAfter(int attempt, Duration askedFor) {
        long bound = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << attempt);
        long jitter;
        synchronized (random) {
            jitter = random.nextLong(1, bound + 1);
        }
        // On top of what is asked for: whoever was told the same second would else come back together.
        return Duration.ofNanos(Math.min(askedFor.toNanos(), LONGEST_ASKED_FOR.toNanos()) + jitter);
    }
}
