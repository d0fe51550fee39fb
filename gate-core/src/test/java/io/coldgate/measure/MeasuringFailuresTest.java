package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Starts and calls that fail, or prove nothing, and when that ends a series. */
class MeasuringFailuresTest extends MeasuringFixture {
    @Test
    void aFunctionThatNeverStartsCouldNotBeMeasured() throws Exception {
        lambda.answering(call -> Answer.failed(call, "Runtime.ExitError", "exit status 1", "panic: no table\n"));

        run(ONE);

        assertThat(lambda.count("Invoke")).isEqualTo(3);
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").endDetail())
                .isEqualTo(
                        "3 of 3 starts failed: Runtime.ExitError: exit status 1: panic: no table; fix its init, or give"
                                + " it what it needs (environment), and run again");
        assertThat(tally("hello").whyFailed().orElseThrow().typical().output()).containsExactly("panic: no table");
        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(onlyResult("hello").explanation())
                .isEqualTo("3 of 3 starts failed: Runtime.ExitError: exit status 1: panic: no table");
        assertThat(onlyResult("hello").why()).isEqualTo(VerdictReason.COULD_NOT_MEASURE);
        assertThat(build.ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(lambda.functions()).isEmpty();
    }

    @Test
    void tenFailuresAndNothingElseEndASeriesWithoutFirstStarts() throws Exception {
        lambda.answering(call -> Answer.failed(call, "Runtime.ExitError", "exit status 1", "panic: no table\n"));

        run(ONE.replace("max: 12,", "max: 12, discard: 0,").replace("max: 20ms", "p50: 20ms"));

        assertThat(lambda.count("Invoke")).isEqualTo(10);
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(onlyResult("hello").explanation())
                .isEqualTo("10 of 10 starts failed: Runtime.ExitError: exit status 1: panic: no table");
    }

    @Test
    void oneGoodFirstStartIsEnoughToGoOn() throws Exception {
        lambda.answering(call -> call.number() == 1
                ? Answer.cold(call, MILLI)
                : Answer.failed(call, "Runtime.ExitError", "exit status 1", ""));

        run(ONE.replace("max: 20ms", "p50: 20ms"));

        assertThat(tally("hello").ending()).contains(Ending.COMPLETE);
    }

    @Test
    void aLaterFailureExceedsEveryBudget() throws Exception {
        lambda.answering(call ->
                call.number() == 9 ? Answer.failed(call, "Sandbox.Timedout", "3 s", "") : Answer.cold(call, MILLI));

        run(ONE);

        assertThat(tally("hello").failures()).isEqualTo(1);
        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(onlyResult("hello").measured()).isEqualTo("failed start");
    }

    @Test
    void warmAndThrottledAndFailedCallsAreRepeatedAndNeverSamples() throws Exception {
        lambda.answering(call -> call.number() == 7 ? Answer.warm() : Answer.cold(call, MILLI))
                .before(call -> {
                    if (call.startsWith("Invoke") && lambda.count("Invoke") == 15) {
                        throw FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded");
                    }
                    if (call.startsWith("Invoke") && lambda.count("Invoke") == 22) {
                        throw SdkClientException.create("connection reset");
                    }
                });

        run(ONE.replace("max: 12", "max: 30"));

        assertThat(tally("hello").rejections(Rejection.WARM)).isEqualTo(1);
        assertThat(tally("hello").rejections(Rejection.THROTTLED)).isEqualTo(1);
        assertThat(tally("hello").rejections(Rejection.CALL_FAILED)).isEqualTo(1);
        assertThat(tally("hello").gate().samples()).isEqualTo(30);
        assertThat(tally("hello").discarded()).isEqualTo(3);
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(pacing.pauses().stream().filter(Duration.ofMillis(200)::equals))
                .hasSize(3);
    }

    @Test
    void moreThanAFifthOfTheAttemptsWarmAndNothingWasMeasured() throws Exception {
        lambda.answering(call -> call.number() % 4 == 0 ? Answer.warm() : Answer.cold(call, MILLI));

        run(ONE.replace("max: 12", "max: 100"));

        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").attempts()).isBetween(10, 14);
        assertThat(tally("hello").endDetail())
                .contains("attempts gave no cold start; the last one: the environment had served before");
        assertThat(lambda.functions()).isEmpty();
    }

    @Test
    void aFewWarmOnesAmongTheFirstNineSayNothing() throws Exception {
        lambda.answering(call -> call.number() <= 3 ? Answer.warm() : Answer.cold(call, MILLI));

        run(ONE);

        // Three of ten are too many: the tenth attempt is the first that is judged.
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").attempts()).isEqualTo(10);
    }

    @Test
    void exactlyAFifthIsTolerated() throws Exception {
        lambda.answering(call -> call.number() % 5 == 0 ? Answer.warm() : Answer.cold(call, MILLI));

        run(ONE);

        assertThat(build.ending()).contains(Ending.COMPLETE);
    }

    @Test
    void aMetricThatThePlatformDidNotReportIsNoSample() throws Exception {
        run(ONE.replace("init_duration", "duration"));

        assertThat(tally("hello").gate().samples()).isZero();
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").endDetail()).contains("the platform reported no duration");
    }

    @Test
    void whatThePlatformRefusesEndsThatFunctionOnly() throws Exception {
        lambda.failing("CreateFunction", FakeLambda.error(400, "InvalidParameterValueException", "bad role"));

        assertThat(run(TWO)).isEmpty();

        assertThat(tally("hello").endDetail()).contains("deployment failed").contains("bad role");
        assertThat(tally("other").ending()).contains(Ending.COMPLETE);
        assertThat(build.ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(build.endDetail()).startsWith("hello: deployment failed");
    }

    @Test
    void aFunctionThatSomebodyDeletedEndsThatFunctionOnly() throws Exception {
        lambda.answering(call -> {
            if (call.number() == 8) {
                lambda.functions().remove("coldgate-hello-cafe0000");
            }
            return Answer.cold(call, MILLI);
        });

        assertThat(run(TWO)).isEmpty();

        assertThat(tally("hello").endDetail()).contains("ResourceNotFoundException");
        assertThat(tally("other").gate().samples()).isEqualTo(12);
    }
}
