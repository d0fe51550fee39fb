package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.FakePacing;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private final FakePacing pacing = new FakePacing();
    private int calls;

    private String failing(Retry retry, CallException.Kind kind, int times) throws Exception {
        return retry.call(() -> {
            if (++calls <= times) {
                throw new CallException(kind, "no");
            }
            return "done";
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "CONFLICT"})
    void whatPassesIsRepeated(CallException.Kind kind) throws Exception {
        assertThat(failing(new Retry(pacing, new SplittableRandom(1)), kind, 3)).isEqualTo("done");
        assertThat(calls).isEqualTo(4);
        assertThat(pacing.pauses()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"THROTTLED", "CONFLICT"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatDoesNotPassIsNotRepeated(CallException.Kind kind) {
        Retry retry = new Retry(pacing, new SplittableRandom(1));

        assertThatThrownBy(() -> failing(retry, kind, 1)).isInstanceOf(CallException.class);
        assertThat(calls).isEqualTo(1);
        assertThat(pacing.pauses()).isEmpty();
    }

    @Test
    void anOutageOfHalfAMinuteIsWaitedFor() throws Exception {
        Retry retry = new Retry(pacing, new SplittableRandom(1));
        failing(retry, CallException.Kind.THROTTLED, 0);
        long back = pacing.nanos() + Duration.ofSeconds(30).toNanos();

        String answer = retry.call(() -> {
            if (pacing.nanos() < back) {
                throw new CallException(CallException.Kind.UNAVAILABLE, "connection refused");
            }
            return "back";
        });

        assertThat(answer).isEqualTo("back");
        assertThat(pacing.pauses()).hasSizeGreaterThan(3);
    }

    @Test
    void anOutageThatDoesNotEndIsGivenUp() throws Exception {
        Retry retry = new Retry(pacing, new SplittableRandom(1));
        failing(retry, CallException.Kind.THROTTLED, 0);
        long began = pacing.nanos();

        assertThatThrownBy(() -> failing(retry, CallException.Kind.UNAVAILABLE, Integer.MAX_VALUE))
                .isInstanceOf(CallException.class);

        assertThat(Duration.ofNanos(pacing.nanos() - began)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    }

    @RepeatedTest(20)
    void pausesGrowWithFullJitterAndGiveUp(RepetitionInfo repetition) {
        Retry retry = new Retry(pacing, new SplittableRandom(repetition.getCurrentRepetition()));

        assertThatThrownBy(() -> failing(retry, CallException.Kind.THROTTLED, Integer.MAX_VALUE))
                .isInstanceOf(CallException.class);

        List<Duration> pauses = pacing.pauses();
        assertThat(calls).isEqualTo(10);
        assertThat(pauses).hasSize(9);
        for (int i = 0; i < pauses.size(); i++) {
            Duration bound = Duration.ofMillis(Math.min(10_000, 200L << i));
            assertThat(pauses.get(i)).isPositive().isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void twoPipelinesDoNotPauseAlike() {
        FakePacing other = new FakePacing();
        assertThatThrownBy(() -> failing(new Retry(pacing, new SplittableRandom(1)), CallException.Kind.CONFLICT, 99))
                .isInstanceOf(CallException.class);
        calls = 0;
        assertThatThrownBy(() -> failing(new Retry(other, new SplittableRandom(2)), CallException.Kind.CONFLICT, 99))
                .isInstanceOf(CallException.class);

        assertThat(pacing.pauses()).isNotEqualTo(other.pauses());
    }

    @Test
    void neverBeforeTheServiceWantsAndNotAllAtThatMoment() throws Exception {
        Retry retry = new Retry(pacing, new SplittableRandom(1));

        retry.call(() -> {
            if (++calls == 1) {
                throw new CallException(
                        CallException.Kind.THROTTLED, "no", Duration.ofSeconds(3), new IllegalStateException());
            }
            return "done";
        });

        assertThat(pacing.pauses().get(0))
                .isGreaterThan(Duration.ofSeconds(3))
                .isLessThanOrEqualTo(Duration.ofMillis(3200));
    }

    @Test
    void anAbsurdWishOfTheServiceIsNotFollowed() throws Exception {
        Retry retry = new Retry(pacing, new SplittableRandom(1));

        retry.call(() -> {
            if (++calls == 1) {
                throw new CallException(
                        CallException.Kind.THROTTLED, "no", Duration.ofDays(3), new IllegalStateException());
            }
            return "done";
        });

        assertThat(pacing.pauses().get(0)).isLessThan(Duration.ofSeconds(61));
    }
}
