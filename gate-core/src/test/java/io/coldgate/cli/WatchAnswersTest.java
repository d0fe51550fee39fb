package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.coldgate.embedded.model.Fault;
import io.coldgate.run.ExitCode;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.StepRecord.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Changes of a watch whose answers are lost, or of which nobody can tell: they are found by what the function shows.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WatchAnswersTest extends WatchStepsFixture {
    /** Whoever did not hear the answer meets the change under way: its end changes the revision once more. */
    @Override
    Duration updateDelay() {
        return Duration.ofMillis(200);
    }

    private static NotedWatch atFirst(State state, int number, Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return NotedWatch.meanwhile(state, number, () -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
        });
    }

    private static List<StepRecord> steps(NotedWatch noted, int number) {
        return noted.steps().stream().filter(step -> step.number() == number).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1, lambda:UpdateFunctionConfiguration",
        "2, lambda:UpdateFunctionConfiguration",
        "3, lambda:UpdateAlias"
    })
    void aChangeThatWasMadeButNotAnsweredIsFoundDoneAndTakenBack(int number, String action) throws Exception {
        List<Object> before = settings();
        NotedWatch noted =
                atFirst(State.INTENDED, number, () -> aws.server().faults().set(new Fault.LostAnswer(action, 1)));
        assertThat(watch(noted, log())).isEqualTo(ExitCode.FAIL);

        assertThat(aws.server().faults().struck(Fault.LostAnswer.class)).isEqualTo(1);
        assertThat(steps(noted, number))
                .extracting(StepRecord::state)
                .containsExactly(State.INTENDED, State.DONE, State.UNDO_INTENDED, State.UNDONE);
        assertThat(steps(noted, number).get(1).detail()).startsWith("found done: ");
        assertThat(noted.steps()).extracting(StepRecord::state).doesNotContain(State.FAILED, State.LEFT);
        assertThat(settings()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "1, lambda:UpdateFunctionConfiguration",
        "2, lambda:UpdateFunctionConfiguration",
        "3, lambda:UpdateAlias"
    })
    void anUndoThatWasMadeButNotAnsweredIsFoundDone(int number, String action) throws Exception {
        List<Object> before = settings();
        NotedWatch noted =
                atFirst(State.UNDO_INTENDED, number, () -> aws.server().faults().set(new Fault.LostAnswer(action, 1)));
        watch(noted, log());

        assertThat(aws.server().faults().struck(Fault.LostAnswer.class)).isEqualTo(1);
        List<StepRecord> steps = steps(noted, number);
        assertThat(steps.get(steps.size() - 1).state()).isEqualTo(State.UNDONE);
        assertThat(steps.get(steps.size() - 1).detail()).startsWith("found as before: ");
        assertThat(noted.steps()).extracting(StepRecord::state).doesNotContain(State.FAILED, State.LEFT);
        assertThat(settings()).isEqualTo(before);
    }

    /** Loses the answer to a change, and goes away: nobody can tell whether it came about. */
    private void goesAwayAfterTheChange(GrowingLog log) {
        log.platformIsAway(true);
        aws.server().faults().set(new Fault.LostAnswer("lambda:UpdateFunctionConfiguration", 1));
        int callsOfTheStep = 2;
        aws.server().faults().set(new Fault.Unreachable(Duration.ofDays(1), callsOfTheStep));
    }

    private Runnable firstGoesAwayThenComesBack(GrowingLog log) {
        AtomicInteger times = new AtomicInteger();
        return () -> {
            if (times.incrementAndGet() == 1) {
                goesAwayAfterTheChange(log);
            } else {
                comesBack(log);
            }
        };
    }

    private void comesBack(GrowingLog log) {
        aws.server().faults().clearAll();
        log.platformIsAway(false);
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (true) {
            try {
                settings();
                return;
            } catch (SdkException e) {
                assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
            }
        }
    }

    @Test
    void aChangeOfWhichNobodyCanTellIsLookedAtAgainBeforeTheNextStep() throws Exception {
        List<Object> before = settings();
        GrowingLog log = log();
        NotedWatch noted = NotedWatch.meanwhile(State.INTENDED, 1, firstGoesAwayThenComesBack(log));
        watch(noted, log);

        assertThat(noted.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .startsWith(
                        tuple(1, State.INTENDED),
                        tuple(1, State.INTENDED),
                        tuple(1, State.DONE),
                        tuple(2, State.INTENDED),
                        tuple(2, State.DONE));
        assertThat(noted.steps().get(1).detail()).startsWith("no answer, so it will be checked again: ");
        assertThat(noted.steps().get(2).detail()).isEqualTo("found done at a later check");
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void aWatchThatIsKilledBeforeItCouldTellFindsTheChangeDone() throws Exception {
        List<Object> before = settings();
        GrowingLog log = log();
        AtomicInteger times = new AtomicInteger();
        NotedWatch first = NotedWatch.meanwhile(State.INTENDED, 1, () -> {
            if (times.incrementAndGet() == 1) {
                goesAwayAfterTheChange(log);
            } else {
                throw new NotedWatch.Killed();
            }
        });
        killed(first, log);
        comesBack(log);

        NotedWatch second = new NotedWatch();
        watch(second, log);
        assertThat(steps(second, 1))
                .extracting(StepRecord::state)
                .containsExactly(State.DONE, State.UNDO_INTENDED, State.UNDONE);
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void anUndoOfWhichNobodyCanTellIsLookedAtAgainBeforeOlderOnes() throws Exception {
        List<Object> before = settings();
        GrowingLog log = log();
        NotedWatch noted = NotedWatch.meanwhile(State.UNDO_INTENDED, 2, firstGoesAwayThenComesBack(log));
        watch(noted, log);

        assertThat(steps(noted, 2).stream().map(StepRecord::state).skip(2))
                .containsExactly(State.UNDO_INTENDED, State.UNDO_INTENDED, State.UNDONE);
        List<StepRecord> all = noted.steps();
        assertThat(all.subList(all.size() - 3, all.size()))
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(tuple(2, State.UNDONE), tuple(1, State.UNDO_INTENDED), tuple(1, State.UNDONE));
        assertThat(settings()).isEqualTo(before);
    }
}
