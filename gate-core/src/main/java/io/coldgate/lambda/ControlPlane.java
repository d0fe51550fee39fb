package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Calls to the control plane: each waits for its turn, and is retried when it is throttled or conflicts with another
 * operation.
 */
final class ControlPlane {
    /**
     * AWS answers within a second or a few. The client's own limit is that of the longest invocation, for which a watch
     * or a canary cannot wait.
     */
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

    /** The limit for an upload: a package of 50 MB over a slow line. */
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);

    private final TokenBucket changes;
    private final TokenBucket reads;
    private final Retry retry;

    ControlPlane(ControlPlaneLimits limits, Pacing pacing, SplittableRandom random) {
        this.changes = new TokenBucket(limits.changesPerSecond(), pacing);
        this.reads = new TokenBucket(limits.readsPerSecond(), pacing);
        this.retry = new Retry(pacing, random);
    }

    /** Ends a request that is not answered in time; it may take effect nevertheless. */
    static void limited(AwsRequestOverrideConfiguration.Builder request) {
        request.apiCallTimeout(ANSWER_LIMIT);
    }

    /** Does the same for a request that carries a package. */
    static void limitedUpload(AwsRequestOverrideConfiguration.Builder request) {
        request.apiCallTimeout(UPLOAD_LIMIT);
    }

    /** Makes any call except {@code GetFunction}. */
    <T> T change(String operation, Supplier<T> call) throws CallException, InterruptedException {
        return paced(changes, operation, call);
    }

    /** Makes a call that deletes something; it may already be gone, for example after a lost answer. */
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

    /** Calls {@code GetFunction}. */
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
