package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Calls to the control plane: each waits for its turn, and is repeated when it was throttled or met another one. */
final class ControlPlane {
    /**
     * AWS answers within a second or a few. The client itself waits as long as the longest invocation may take, and a
     * watch or a canary cannot stand still for that.
     */
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

    /** A package of 50 MB over a slow line. */
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);

    private final TokenBucket changes;
    private final TokenBucket reads;
    private final Retry retry;

    ControlPlane(ControlPlaneLimits limits, Pacing pacing, SplittableRandom random) {
        this.changes = new TokenBucket(limits.changesPerSecond(), pacing);
        this.reads = new TokenBucket(limits.readsPerSecond(), pacing);
        this.retry = new Retry(pacing, random);
    }

    /** Ends a request that is not answered in time; what it asked for may be done all the same. */
    static void limited(AwsRequestOverrideConfiguration.Builder request) {
        request.apiCallTimeout(ANSWER_LIMIT);
    }

    /** Does the same for a request that carries a package. */
    static void limitedUpload(AwsRequestOverrideConfiguration.Builder request) {
        request.apiCallTimeout(UPLOAD_LIMIT);
    }

    /** Any call but {@code GetFunction}. */
    <T> T change(String operation, Supplier<T> call) throws CallException, InterruptedException {
        return paced(changes, operation, call);
    }

    /** A call that deletes: what is gone already is fine, such as after an answer that was lost. */
    void delete(String operation, Runnable call) throws CallException, InterruptedException {
        try {
            change(operation, () -> {
                call.run();
                return operation;
            });
        } catch (CallException e) {
            if (e.kind() != CallException.Kind.NOT_FOUND) {
                throw e;
            }
        }
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
