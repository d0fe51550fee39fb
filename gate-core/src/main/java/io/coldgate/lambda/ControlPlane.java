package io.coldgate.lambda;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Calls to the control plane: each waits for its turn, and is repeated when it was throttled or met another one. */
final class ControlPlane {
    private final TokenBucket changes;
    private final TokenBucket reads;
    private final Retry retry;

    ControlPlane(ControlPlaneLimits limits, Pacing pacing, SplittableRandom random) {
        this.changes = new TokenBucket(limits.changesPerSecond(), pacing);
        this.reads = new TokenBucket(limits.readsPerSecond(), pacing);
        this.retry = new Retry(pacing, random);
    }

    /** Any call but {@code GetFunction}. */
    <T> T change(String operation, Supplier<T> call) throws CallException, InterruptedException {
        return paced(changes, operation, call);
    }

    /** A call of {@code GetFunction}. */
    <T> T read(String operation, Supplier<T> call) throws CallException, InterruptedException {
        return paced(reads, operation, call);
    }

    private <T> T paced(TokenBucket bucket, String operation, Supplier<T> call)
            throws CallException, InterruptedException {
        return retry.call(() -> {
            bucket.take();
            return SdkErrors.translate(operation, call);
        });
    }
}
