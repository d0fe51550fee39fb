package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ExplainedStart.Times;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainOrderTest {
    private final ExplainOrder order = ExplainOrder.of(100, 20, true);

    private static ExplainedStart stopped(End end, Optional<Phase> phase) {
        return new ExplainedStart(
                "f",
                Arm.CANDIDATE,
                Kind.STOPPED,
                end,
                new Times(1, 2, 0, 3, 0),
                Optional.empty(),
                List.of(),
                0,
                0,
                phase.map(each -> new Look(each, "", "", List.of())),
                "");
    }

    private static ExplainedStart ignored() {
        return stopped(End.IGNORED, Optional.empty());
    }

    @Test
    void aBlockIsAQuarterOfWhatIsOpen() {
        assertThat(order.next(7, 3))
                .isEqualTo("first=1,plain=3,traced=5,stopped=25,handled=1,seed=7,signal=3,millis=8000");
    }

    @Test
    void noStartIsStoppedAnyMoreWhereTheRuntimeHasNoWordsForTheSignal() {
        order.taken(List.of(ignored(), stopped(End.STOPPED, Optional.of(Phase.PROCESS_START)), ignored(), ignored()));
        assertThat(order.next(7, 3)).contains("traced=").doesNotContain("stopped=");
    }

    @Test
    void aRuntimeThatSpokeOnceIsAskedOn() {
        order.taken(List.of(ignored(), stopped(End.STOPPED, Optional.of(Phase.INIT)), ignored(), ignored()));
        assertThat(order.next(7, 3)).contains("stopped=32");
    }

    @Test
    void whatWentOnOnceOrTwiceIsAskedOn() {
        order.taken(List.of(ignored(), ignored(), stopped(End.STOPPED, Optional.of(Phase.PROCESS_START))));
        assertThat(order.next(7, 3)).contains("stopped=33");
    }

    private static ExplainedStart plain(End end) {
        return new ExplainedStart(
                "f",
                Arm.CANDIDATE,
                Kind.PLAIN,
                end,
                new Times(1, 2, 0, 0, 0),
                Optional.empty(),
                List.of(),
                0,
                0,
                Optional.empty(),
                "");
    }

    @Test
    void aFunctionThatAsksForNoWorkInTimeIsAskedOnceMoreAndThenGivenUp() {
        order.taken(List.of(plain(End.PATIENCE)));
        assertThat(order.isGivenUp()).isFalse();
        assertThat(order.isDone()).isFalse();

        order.taken(List.of(plain(End.PATIENCE)));
        assertThat(order.isGivenUp()).isTrue();
        assertThat(order.isDone()).isTrue();
    }

    @Test
    void aFunctionThatFailedOrWasSlowOnceIsAskedOn() {
        order.taken(List.of(plain(End.PATIENCE)));
        order.taken(List.of(plain(End.PATIENCE), plain(End.NEXT)));
        order.taken(List.of(plain(End.EXITED)));

        assertThat(order.hangs()).isZero();
        assertThat(order.isDone()).isFalse();
    }
}
