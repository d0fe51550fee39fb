package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * Waits for creations, updates and publications. It reads with GetFunction, for which AWS allows 100 calls per second;
 * all other reads and changes share 15.
 */
final class FunctionWaiter {
    /**
     * The limit for an update: AWS completes that of a zip package in seconds; after this time it will not complete.
     */
    private static final Duration UPDATE_LIMIT = Duration.ofMinutes(5);

    /** The limit for a snapshot, which is made after an init of up to the longest timeout: 900 s. */
    private static final Duration SNAPSHOT_LIMIT = Duration.ofMinutes(20);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);

    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final UpdateTimes updateTimes;

    FunctionWaiter(LambdaClient client, Pacing pacing, ControlPlane control, UpdateTimes updateTimes) {
        this.client = client;
        this.pacing = pacing;
        this.control = control;
        this.updateTimes = updateTimes;
    }

    /** A condition to wait for; throws an exception if it can never become true. */
    interface Done {
        boolean test() throws CallException, InterruptedException;
    }

    /** Returns the present state of the function. */
    GetFunctionResponse read(String name, @Nullable String qualifier) throws CallException, InterruptedException {
        return control.read(
                "GetFunction " + shown(name, qualifier),
                () -> client.getFunction(
                        r -> r.functionName(name).qualifier(qualifier).overrideConfiguration(ControlPlane::limited)));
    }

    private static String shown(String name, @Nullable String qualifier) {
        return qualifier == null ? name : name + ":" + qualifier;
    }

    /**
     * Returns the configuration once a new function can be invoked. The waiting times do not adapt to it: for the first
     * function of a runtime, a platform may have extra work, such as downloading an interface client.
     *
     * @param askedAt when the creation was requested
     */
    FunctionConfiguration created(String name, long askedAt) throws CallException, InterruptedException {
        return settled(name, askedAt, false);
    }

    /**
     * Returns the configuration once the function can be invoked and its last update is complete.
     *
     * @param askedAt when the update was requested
     */
    FunctionConfiguration updated(String name, long askedAt) throws CallException, InterruptedException {
        return settled(name, askedAt, true);
    }

    /**
     * Returns the configuration once no operation on the function is in progress, whether or not the last update
     * succeeded.
     */
    FunctionConfiguration idle(String name) throws CallException, InterruptedException {
        FunctionConfiguration[] last = new FunctionConfiguration[1];
        await(
                () -> {
                    last[0] = read(name, null).configuration();
                    return last[0].state() != State.PENDING
                            && last[0].lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS;
                },
                UPDATE_LIMIT,
                () -> late(name, UPDATE_LIMIT, last[0]));
        return last[0];
    }

    private FunctionConfiguration settled(String name, long askedAt, boolean learning)
            throws CallException, InterruptedException {
        long deadline = pacing.nanos() + UPDATE_LIMIT.toNanos();
        Duration rest = updateTimes.untilFirstQuestion().minusNanos(pacing.nanos() - askedAt);
        boolean waited = !rest.isNegative() && !rest.isZero();
        if (waited) {
            pacing.pause(rest);
        }
        Duration step = updateTimes.firstStep();
        for (int questions = 1; ; questions++) {
            FunctionConfiguration now = read(name, null).configuration();
            if (isSettled(name, now, false)) {
                if (learning && (waited || questions > 1)) {
                    updateTimes.done(pacing.nanos() - askedAt, questions);
                }
                return now;
            }
            if (pacing.nanos() >= deadline) {
                throw new CallException(CallException.Kind.UNAVAILABLE, late(name, UPDATE_LIMIT, now));
            }
            pacing.pause(step);
            step = UpdateTimes.longer(step);
        }
    }

    private static String late(String name, Duration limit, FunctionConfiguration now) {
        return "the update of " + name + " was not done within " + limit.toMinutes()
                + " minutes: it is still in progress (state " + now.stateAsString() + ", last update "
                + now.lastUpdateStatusAsString() + ")";
    }

    /** Returns the configuration once a published version can be invoked. */
    FunctionConfiguration published(String name, String version) throws CallException, InterruptedException {
        FunctionConfiguration[] last = new FunctionConfiguration[1];
        await(
                () -> {
                    last[0] = read(name, version).configuration();
                    return isSettled(name, last[0], true);
                },
                SNAPSHOT_LIMIT,
                () -> late(shown(name, version), SNAPSHOT_LIMIT, last[0]));
        return last[0];
    }

    /** Returns whether the state is final. A version has only a state, because it is never updated. */
    private static boolean isSettled(String name, FunctionConfiguration now, boolean version) throws CallException {
        if (now.state() == State.FAILED || now.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            throw new CallException(
                    CallException.Kind.REFUSED, "the platform could not update " + name + ": " + reason(now));
        }
        return now.state() == State.ACTIVE && (version || now.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL);
    }

    private static String reason(FunctionConfiguration now) {
        String given = Stream.of(now.lastUpdateStatusReason(), now.stateReason())
                .filter(reason -> reason != null && !reason.isBlank())
                .findFirst()
                .orElse("it gives no reason");
        // LocalStack's message, without a reason, for an image that its Docker cannot pull.
        return given.strip().equals("Error while creating lambda:")
                ? "LocalStack cannot pull the image of runtime " + now.runtimeAsString()
                        + ": is its registry there (LAMBDA_RUNTIME_IMAGE_MAPPING)?"
                : given;
    }

    /** Polls until the condition is true, at growing intervals. */
    void await(Done done, Duration limit, Supplier<String> late) throws CallException, InterruptedException {
        long deadline = pacing.nanos() + limit.toNanos();
        Duration pause = FIRST_PAUSE;
        while (!done.test()) {
            if (pacing.nanos() >= deadline) {
                throw new CallException(CallException.Kind.UNAVAILABLE, late.get());
            }
            pacing.pause(pause);
            pause = UpdateTimes.longer(pause);
        }
    }
}
