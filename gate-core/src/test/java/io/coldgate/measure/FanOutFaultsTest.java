package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Starts of a fan-out that collide, are throttled or fail, and what is kept of the others. */
class FanOutFaultsTest extends FanOutFixture {
    @Test
    void aStartServedByAnEnvironmentOfTheSameFanOutIsACollisionAndRepeated() throws Exception {
        Map<String, String> made = new ConcurrentHashMap<>();
        lambda.answering(call -> {
            String nonce = Objects.requireNonNull(call.variables().get("COLDGATE_NONCE"));
            @org.jspecify.annotations.Nullable String first = made.putIfAbsent(nonce, "env-" + call.number());
            boolean collides = first != null && !isFirst(call) && call.number() % 3 == 0;
            return collides ? Answer.warm(first) : Answer.cold(call, MILLI);
        });

        run(FIVE);

        assertThat(tally().rejections(Rejection.COLLISION)).isGreaterThan(4);
        assertThat(tally().rejections(Rejection.WARM)).isZero();
        assertThat(tally().rejections()).isGreaterThan(tally().attempts() / 5);
        assertThat(tally().gate().samples()).isEqualTo(20);
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(pacing.pauses()).isEmpty();
        assertThat(records(ResultsRecord.Attempt.class).stream().map(ResultsRecord.Attempt::launch))
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @Test
    void whereThePlatformDoesNotNameTheWarmEnvironmentItIsACollisionTooIfTheFanOutMadeOne() throws Exception {
        lambda.answering(call -> !isFirst(call) && call.number() % 5 == 0 ? Answer.warm() : Answer.cold(call, MILLI));

        run(FIVE);

        assertThat(tally().rejections(Rejection.COLLISION)).isPositive();
        assertThat(tally().rejections(Rejection.WARM)).isZero();
    }

    @Test
    void anEnvironmentThatNobodyOfThisFanOutMadeIsWarmAndNoCollision() throws Exception {
        lambda.answering(call -> call.number() % 3 == 0 ? Answer.warm("env-of-yesterday") : Answer.cold(call, MILLI));

        run(FIVE);

        assertThat(tally().rejections(Rejection.COLLISION)).isZero();
        assertThat(tally().ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally().endDetail()).contains("attempts gave no cold start");
    }

    @Test
    void aMajorityOfCollisionsMeansThatTheFanOutIsTooWide() throws Exception {
        Map<String, String> made = new ConcurrentHashMap<>();
        lambda.answering(call -> {
            String nonce = Objects.requireNonNull(call.variables().get("COLDGATE_NONCE"));
            @org.jspecify.annotations.Nullable String first = made.putIfAbsent(nonce, "env-" + call.number());
            return first == null ? Answer.cold(call, MILLI) : Answer.warm(first);
        });

        run(FIVE);

        assertThat(tally().ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally().endDetail())
                .contains("answers too soon for a fan-out of 5")
                .contains("set sampling.fan-out lower");
    }

    @Test
    void aThrottledStartOfAFanOutIsRepeated() throws Exception {
        AtomicInteger invokes = new AtomicInteger();
        lambda.before(call -> {
            if (call.startsWith("Invoke") && invokes.incrementAndGet() == 9) {
                throw FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded");
            }
        });

        run(FIVE);

        assertThat(tally().rejections(Rejection.THROTTLED)).isEqualTo(1);
        assertThat(tally().gate().samples()).isEqualTo(20);
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(pacing.pauses()).hasSize(1);
    }

    @Test
    void anAccountThatIsTooSmallForTheFanOutIsToldWhatToDo() throws Exception {
        lambda.answering(call -> {
            if (!isFirst(call) && call.number() % 2 == 0) {
                throw FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded");
            }
            return Answer.cold(call, MILLI);
        });

        run(FIVE);

        assertThat(tally().endDetail())
                .contains("set sampling.fan-out lower than the concurrency that the account has left");
    }

    /** From the n-th on, until the gate has given one up; those after it work again. */
    private void updatesFailLongerThanIsWaitedFor(int nth) {
        AtomicInteger updates = new AtomicInteger();
        AtomicLong began = new AtomicLong();
        AtomicBoolean givenUp = new AtomicBoolean();
        lambda.before(call -> {
            if (!call.startsWith("UpdateFunctionConfiguration") || updates.incrementAndGet() < nth || givenUp.get()) {
                return;
            }
            began.compareAndSet(0, pacing.nanos());
            givenUp.set(pacing.nanos() - began.get() >= Duration.ofMinutes(1).toNanos());
            throw FakeLambda.error(500, "ServiceException", "try later");
        });
    }

    @Test
    void anUpdateThatFailsIsOneAttemptAndNotOneForEachStart() throws Exception {
        updatesFailLongerThanIsWaitedFor(3);

        run(FIVE);

        assertThat(tally().rejections(Rejection.CALL_FAILED)).isEqualTo(1);
        assertThat(tally().gate().samples()).isEqualTo(20);
    }

    @Test
    void anAheadUpdateThatFailedIsAskedForAgain() throws Exception {
        updatesFailLongerThanIsWaitedFor(12);

        run(FIVE.replace("fan-out: 5", "fan-out: 1, copies: 3").replace("max: 20,", "max: 9,"));

        assertThat(tally().gate().samples()).isEqualTo(9);
        assertThat(tally().rejections()).isZero();
        assertThat(build.ending()).contains(Ending.COMPLETE);
    }

    @Test
    void whatEndedBesideARefusedStartIsKept() throws Exception {
        AtomicInteger invokes = new AtomicInteger();
        lambda.before(call -> {
            if (call.startsWith("Invoke") && invokes.incrementAndGet() == 6) {
                throw FakeLambda.error(403, "AccessDeniedException", "not allowed");
            }
        });

        run(FIVE);

        assertThat(tally().ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally().endDetail()).contains("AccessDeniedException");
        assertThat(records(ResultsRecord.Sampled.class)).hasSize(4);
    }

    @Test
    void anInterruptionInTheMiddleOfAFanOutKeepsWhatHadEnded() throws Exception {
        CountDownLatch twoOnDisk = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        watcher = entry -> {
            if (entry instanceof ResultsRecord.Sampled) {
                twoOnDisk.countDown();
            }
        };
        AtomicInteger inFanOut = new AtomicInteger();
        lambda.answering(call -> {
            if (isFirst(call)) {
                return Answer.cold(call, MILLI);
            }
            awaitOthers(call, 5);
            int place = inFanOut.getAndIncrement();
            if (place == 2) {
                await(twoOnDisk);
                stop.request();
            }
            if (place >= 2) {
                await(never);
            }
            return Answer.cold(call, MILLI);
        });

        assertThat(run(MEDIAN)).isEmpty();

        assertThat(records(ResultsRecord.Sampled.class)).hasSize(2);
        assertThat(tally().gate().samples() + tally().extras()).isEqualTo(2);
        assertThat(build.ending()).contains(Ending.INTERRUPTED);
        assertThat(lambda.functions()).isEmpty();
        assertThat(judged(MEDIAN).results()).isEqualTo(build.results());
    }

    @Test
    void aDefectInOneOfThemStopsTheRunAndCleansUp() {
        lambda.answering(call -> {
            throw new IllegalStateException("a defect");
        });

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> run(FIVE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");

        assertThat(lambda.functions()).isEmpty();
    }
}
