package io.coldgate.lambda;

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
 * Waits for creations, updates and publications. It reads with GetFunction, of which AWS allows 100 a second; all other
 * reads and changes share 15.
 */
final class Settling {
    /** AWS finishes an update of a zip package in seconds; after this it does not come back. */
    private static final Duration UPDATE_LIMIT = Duration.ofMinutes(5);

    /** A snapshot is made after an init that may take as long as the longest timeout: 900 s. */
    private static final Duration SNAPSHOT_LIMIT = Duration.ofMinutes(20);

    /** The first wait where nothing is known of how long it takes. */
    private static final Duration FIRST_STEP = Duration.ofMillis(1);

    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final UpdateTimes updateTimes;

    Settling(LambdaClient client, Pacing pacing, ControlPlane control, UpdateTimes updateTimes) {
        this.client = client;
        this.pacing = pacing;
        this.control = control;
        this.updateTimes = updateTimes;
    }

    /** Whether something is done; an exception when it never will be. */
    interface Done {
        boolean test() throws CallException, InterruptedException;
    }

    /** The function as it is. */
    GetFunctionResponse read(String name, @Nullable String qualifier) throws CallException, InterruptedException {
        return control.read(
                "GetFunction " + shown(name, qualifier),
                () -> client.getFunction(r -> r.functionName(name).qualifier(qualifier)));
    }

    private static String shown(String name, @Nullable String qualifier) {
        return qualifier == null ? name : name + ":" + qualifier;
    }

    /** The configuration once the function can be invoked and its last update, whenever that was, is done. */
    FunctionConfiguration updated(String name) throws CallException, InterruptedException {
        FunctionConfiguration[] last = new FunctionConfiguration[1];
        settled(name, null, UPDATE_LIMIT, FIRST_STEP, last);
        return last[0];
    }

    /**
     * The same after a change: asks first when it is likely to be done.
     *
     * @param askedAt when the change was asked for, by {@link Pacing#nanos}
     */
    FunctionConfiguration updated(String name, long askedAt) throws CallException, InterruptedException {
        Duration rest = updateTimes.untilFirstQuestion().minusNanos(pacing.nanos() - askedAt);
        boolean waited = !rest.isNegative() && !rest.isZero();
        if (waited) {
            pacing.pause(rest);
        }
        FunctionConfiguration[] last = new FunctionConfiguration[1];
        int questions = settled(name, null, UPDATE_LIMIT, updateTimes.firstStep(), last);
        if (waited || questions > 1) {
            updateTimes.done(pacing.nanos() - askedAt, questions);
        }
        return last[0];
    }

    /** The configuration once a published version can be invoked. */
    FunctionConfiguration published(String name, String version) throws CallException, InterruptedException {
        FunctionConfiguration[] last = new FunctionConfiguration[1];
        settled(name, version, SNAPSHOT_LIMIT, FIRST_STEP, last);
        return last[0];
    }

    /** Gives how often was asked. */
    private int settled(
            String name, @Nullable String qualifier, Duration limit, Duration firstStep, FunctionConfiguration[] last)
            throws CallException, InterruptedException {
        return await(
                () -> {
                    last[0] = read(name, qualifier).configuration();
                    return isSettled(name, last[0], qualifier != null);
                },
                limit,
                firstStep,
                () -> "the update of " + shown(name, qualifier) + " was not done within " + limit.toMinutes()
                        + " minutes: state " + last[0].stateAsString() + ", last update "
                        + last[0].lastUpdateStatusAsString());
    }

    /** A version of its own is done with its state: it is never updated. */
    private static boolean isSettled(String name, FunctionConfiguration now, boolean version) throws CallException {
        if (now.state() == State.FAILED || now.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            throw new CallException(
                    CallException.Kind.REFUSED, "the platform could not update " + name + ": " + reason(now));
        }
        return now.state() == State.ACTIVE && (version || now.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL);
    }

    private static String reason(FunctionConfiguration now) {
        return Stream.of(now.lastUpdateStatusReason(), now.stateReason())
                .filter(reason -> reason != null && !reason.isBlank())
                .findFirst()
                .orElse("it gives no reason");
    }

    /** Asks until it is done, at growing distances. */
    void await(Done done, Duration limit, Supplier<String> late) throws CallException, InterruptedException {
        await(done, limit, FIRST_STEP, late);
    }

    private int await(Done done, Duration limit, Duration firstStep, Supplier<String> late)
            throws CallException, InterruptedException {
        long deadline = pacing.nanos() + limit.toNanos();
        Duration step = firstStep;
        for (int questions = 1; ; questions++) {
            if (done.test()) {
                return questions;
            }
            if (pacing.nanos() >= deadline) {
                throw new CallException(CallException.Kind.UNAVAILABLE, late.get());
            }
            pacing.pause(step);
            step = UpdateTimes.longer(step);
        }
    }
}
