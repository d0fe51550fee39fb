package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.Model;
import io.coldgate.embedded.model.ModelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What AWS's control plane does to its callers, as AWS's own client sees it. */
@Tag("process")
class ModelTest extends ApiTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final Model model =
            new Model(ModelSettings.aws().toBuilder().clock(clock::get).build());

    @Override
    Model model() {
        return model;
    }

    /** How many calls are answered before the first that is throttled. */
    private int answered(Runnable call) {
        int answered = 0;
        while (answered < 1_000) {
            try {
                call.run();
            } catch (TooManyRequestsException e) {
                return answered;
            }
            answered++;
        }
        return answered;
    }

    private void list() {
        lambda.listFunctions();
    }

    private void update(String value) {
        lambda.updateFunctionConfiguration(
                b -> b.functionName(NAME).environment(e -> e.variables(Map.of("NONCE", value))));
    }

    /** As {@link #createAndWait()}, in a time that stands still: what it used up is there again. */
    private void created() {
        create(NAME, b -> {});
        await(() -> lambda.getFunction(b -> b.functionName(NAME))
                .configuration()
                .stateAsString()
                .equals("Active"));
        clock.addAndGet(SECOND);
    }

    @Test
    void fifteenControlPlaneRequestsASecondAreLetThrough() {
        assertThat(answered(this::list)).isEqualTo(15);
        TooManyRequestsException refused = (TooManyRequestsException) failure(this::list);
        assertThat(refused.reasonAsString()).isEqualTo("CallerRateLimitExceeded");
        assertThat(refused.retryAfterSeconds()).isEqualTo("1");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
        assertThat(refused.statusCode()).isEqualTo(429);

        clock.addAndGet(SECOND / 5);
        assertThat(answered(this::list)).as("a fifth of a second later").isEqualTo(3);
    }

    @Test
    void getFunctionHasALimitOfItsOwn() {
        created();
        assertThat(answered(this::list)).isEqualTo(15);
        assertThat(answered(() -> lambda.getFunction(b -> b.functionName(NAME))))
                .isEqualTo(100);
    }

    @Test
    void invocationsAreNotControlPlaneRequests() {
        created();
        assertThat(answered(this::list)).isEqualTo(15);
        for (int i = 0; i < 200; i++) {
            lambda.invoke(b -> b.functionName(NAME));
        }
    }

    @Test
    void eachRegionHasLimitsOfItsOwn() {
        assertThat(answered(this::list)).isEqualTo(15);
        try (var elsewhere = client("eu-west-1")) {
            assertThat(answered(elsewhere::listFunctions)).isEqualTo(15);
        }
    }

    @Test
    void invokeAnswersWithoutOurHeaderAsAwsDoes() {
        created();
        var answer = lambda.invoke(b -> b.functionName(NAME).payload(SdkBytes.fromUtf8String("{}")));
        assertThat(answer.sdkHttpResponse().firstMatchingHeader("X-Coldgate-Measurements"))
                .isEmpty();
        assertThat(answer.executedVersion()).isEqualTo("$LATEST");
    }

    @Test
    void throttlingHitsItsShareOfRequestsUntilItIsSwitchedOff() {
        model.faults().set(new Fault.Throttle(.5));
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            clock.addAndGet(SECOND);
            try {
                list();
            } catch (TooManyRequestsException e) {
                assertThat(e.reasonAsString()).isEqualTo("CallerRateLimitExceeded");
                refused++;
            }
        }
        // A fixed seed: always the same number, and 200 fair draws are within 4 standard deviations of 100.
        assertThat(refused).isBetween(72, 128);
        assertThat(model.faults().struck(Fault.Throttle.class)).isEqualTo(refused);
        model.faults().clear(Fault.Throttle.class);
        for (int i = 0; i < 50; i++) {
            clock.addAndGet(SECOND);
            list();
        }
    }

    @Test
    void everySecondUpdateFindsAnotherOneInProgress() {
        created();
        model.faults().set(new Fault.Conflict(2));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            try {
                update("n" + i);
                statuses.add(200);
                awaitUpdated();
            } catch (LambdaException e) {
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceConflictException");
                assertThat(e.awsErrorDetails().errorMessage())
                        .isEqualTo("The operation cannot be performed at this time. An update is in progress for"
                                + " resource: "
                                + ARN);
                statuses.add(e.statusCode());
            }
            clock.addAndGet(SECOND);
        }
        assertThat(statuses).containsExactly(200, 409, 200, 409, 200, 409);
    }

    private void awaitUpdated() {
        await(() -> lambda.getFunction(b -> b.functionName(NAME))
                .configuration()
                .lastUpdateStatusAsString()
                .equals("Successful"));
    }

    @Test
    void updatesTakeTheirDelayAndStrayFromItByTheJitter() {
        Model jittery = new Model(
                ModelSettings.none().toBuilder().updateJitter(.1).seed(7).build());
        List<Long> lengths = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lengths.add(jittery.updateNanos(1_000));
        }
        assertThat(lengths).allMatch(length -> length >= 900 && length <= 1_100);
        assertThat(lengths).anyMatch(length -> length < 920).anyMatch(length -> length > 1_080);
        assertThat(new Model(ModelSettings.none()).updateNanos(1_000)).isEqualTo(1_000);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        List<List<Long>> runs = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            Model one = new Model(ModelSettings.aws().toBuilder().seed(seed).build());
            List<Long> lengths = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                lengths.add(one.updateNanos(1_000_000));
            }
            runs.add(lengths);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2));
    }
}
