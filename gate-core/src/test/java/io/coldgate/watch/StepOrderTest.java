package io.coldgate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.diagnostic.Location;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The next step of an incident, with a file whose steps were changed meanwhile. */
class StepOrderTest {
    private static final WatchAction.Kind PAGE = new WatchAction.Run(List.of("page"));
    private static final WatchAction.Kind SMALL = new WatchAction.Memory(512);
    private static final WatchAction.Kind LARGE = new WatchAction.Memory(1024);
    private static final WatchAction.Kind OFF = new WatchAction.SetEnvironment(Map.of("WATERMARK", "off"));
    private static final WatchAction.Kind ON = new WatchAction.SetEnvironment(Map.of("WATERMARK", "on"));

    private static List<WatchAction> file(WatchAction.Kind... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> new WatchAction(Duration.ZERO, kind, false, new Location("thresholds.yaml", 4, 5)))
                .toList();
    }

    private static List<StepRecord> taken(WatchAction.Kind... kinds) {
        List<StepRecord> taken = new ArrayList<>();
        for (WatchAction.Kind kind : kinds) {
            KeptAction kept = kind instanceof WatchAction.Live change ? KeptAction.of("checkout", change, true) : null;
            taken.add(new StepRecord(taken.size() + 1, kind.shown(), StepRecord.State.DONE, 1, "", null, kept));
        }
        return taken;
    }

    private static Optional<WatchAction.Kind> next(List<WatchAction> file, List<StepRecord> taken) {
        return StepOrder.next(file, taken).map(WatchAction::kind);
    }

    @Test
    void stepsFollowTheFile() {
        assertThat(next(file(PAGE, SMALL, PAGE), taken())).contains(PAGE);
        assertThat(next(file(PAGE, SMALL, PAGE), taken(PAGE))).contains(SMALL);
        assertThat(next(file(PAGE, SMALL, PAGE), taken(PAGE, SMALL))).contains(PAGE);
        assertThat(next(file(PAGE, SMALL, PAGE), taken(PAGE, SMALL, PAGE))).isEmpty();
    }

    @Test
    void aStepBeforeTheOneThatWasTakenDoesNotRepeatIt() {
        assertThat(next(file(PAGE, SMALL, LARGE), taken(SMALL))).contains(PAGE);
        assertThat(next(file(PAGE, SMALL, LARGE), taken(SMALL, PAGE))).contains(LARGE);
    }

    @Test
    void aTakenStepThatIsRemovedSkipsNone() {
        assertThat(next(file(SMALL, LARGE), taken(PAGE))).contains(SMALL);
        assertThat(next(file(LARGE), taken(PAGE, SMALL))).contains(LARGE);
        assertThat(next(file(), taken(PAGE))).isEmpty();
    }

    @Test
    void anEditedStepIsAnotherOne() {
        assertThat(next(file(ON, PAGE), taken(OFF))).contains(ON);
        assertThat(next(file(ON, PAGE), taken(OFF, ON))).contains(PAGE);
    }

    @Test
    void aStepOfAnEarlierVersionIsKnownByWhatPeopleRead() {
        StepRecord earlier = new StepRecord(1, ON.shown(), StepRecord.State.DONE, 1, "", "", null);
        assertThat(next(file(OFF, PAGE), List.of(earlier))).contains(PAGE);
    }

    @Test
    void aChangeIsTheSameThroughTheDisk() {
        for (WatchAction.Live change : List.of(
                (WatchAction.Live) OFF,
                new WatchAction.Memory(512),
                new WatchAction.Provision("live", 5),
                new WatchAction.Alias("live", Optional.empty()),
                new WatchAction.Alias("live", Optional.of(3)))) {
            assertThat(KeptAction.of("checkout", change, true).change()).isEqualTo(change);
        }
    }
}
