package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.coldgate.fixture.SettledFunction;
import io.coldgate.run.ExitCode;
import io.coldgate.watch.FunctionState;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.StepRecord.State;
import io.coldgate.watch.WatchState;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A watch that is killed while it takes steps and takes them back: nothing is left half done, and nothing is repeated.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WatchStepsFaultsTest extends WatchStepsFixture {
    private static final int ALL_STEPS = 3;

    private static FunctionState onDisk(GrowingLog log) throws Exception {
        return Objects.requireNonNull(WatchState.parse(Files.readString(state(log)))
                .orElseThrow()
                .functions()
                .get("checkout"));
    }

    /** What a watch that nobody kills says. */
    private NotedWatch whole() throws Exception {
        NotedWatch noted = new NotedWatch();
        List<Object> before = settings();
        assertThat(watch(noted, log())).isEqualTo(ExitCode.FAIL);
        assertThat(settings()).isEqualTo(before);
        assertThat(noted.steps().stream().filter(step -> step.state() == State.UNDONE))
                .hasSize(ALL_STEPS);
        return noted;
    }

    @Test
    void killedAtAnyEventItGoesOnWithoutRepeatingAStepAndLeavesNoneOpen() throws Exception {
        List<Object> before = settings();
        int events = whole().events.size();
        for (int kill = 1; kill <= events; kill++) {
            GrowingLog log = log();
            NotedWatch first = NotedWatch.killedAt(kill);
            killed(first, log);
            NotedWatch second = new NotedWatch();
            watch(second, log);

            List<StepRecord> all = new ArrayList<>(first.steps());
            all.addAll(second.steps());
            for (int number = 1; number <= ALL_STEPS; number++) {
                int step = number;
                for (State once : List.of(State.INTENDED, State.UNDO_INTENDED)) {
                    assertThat(all.stream()
                                    .filter(each -> each.number() == step && each.state() == once)
                                    .count())
                            .as("step %d %s, killed at event %d", step, once, kill)
                            .isLessThanOrEqualTo(1);
                }
            }
            FunctionState then = onDisk(log);
            assertThat(then.incident()).as("killed at event %d", kill).isNull();
            assertThat(then.ended()).hasSize(1);
            assertThat(then.ended().get(0).steps())
                    .as("killed at event %d", kill)
                    .extracting(StepRecord::state)
                    .isSubsetOf(State.UNDONE, State.FAILED);
            assertThat(settings()).as("killed at event %d", kill).isEqualTo(before);
        }
    }

    @Test
    void aStepThatWasTakenWhenTheWatchWasKilledIsFoundDoneAndTakenBackAtTheEnd() throws Exception {
        List<Object> before = settings();
        NotedWatch first = NotedWatch.killedAt(State.INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        lambda.updateFunctionConfiguration(r -> r.functionName("checkout").memorySize(512));
        SettledFunction.await(lambda, "checkout");

        NotedWatch second = new NotedWatch();
        watch(second, log);
        StepRecord found = second.steps().get(0);
        assertThat(found.number()).isEqualTo(2);
        assertThat(found.state()).isEqualTo(State.DONE);
        assertThat(found.detail()).isEqualTo("found done when the watch started again");
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void anUndoThatWasDoneWhenTheWatchWasKilledIsFoundDoneAndTheOthersFollow() throws Exception {
        List<Object> before = settings();
        NotedWatch first = NotedWatch.killedAt(State.UNDO_INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        lambda.updateFunctionConfiguration(r -> r.functionName("checkout").memorySize(256));
        SettledFunction.await(lambda, "checkout");
        String revision =
                lambda.getFunctionConfiguration(r -> r.functionName("checkout")).revisionId();

        NotedWatch second = NotedWatch.killedAt(1);
        killed(second, log);
        assertThat(second.steps().get(0).state()).isEqualTo(State.UNDONE);
        assertThat(second.steps().get(0).detail()).isEqualTo("found as before");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("checkout"))
                        .revisionId())
                .as("it was not changed again")
                .isEqualTo(revision);

        watch(new NotedWatch(), log);
        assertThat(settings()).isEqualTo(before);
    }

    /** Adds an incident that began and ended after the one that is being taken back. */
    private void anotherIncidentEnds(GrowingLog log) throws Exception {
        WatchState state = WatchState.parse(Files.readString(state(log))).orElseThrow();
        FunctionState function = Objects.requireNonNull(state.functions().get("checkout"));
        List<Incident> ended = new ArrayList<>(function.ended());
        Incident last = ended.get(ended.size() - 1);
        long later = Objects.requireNonNull(last.recoveredMillis()) + 1_000;
        ended.add(new Incident(
                last.number() + 1, later, last.objectives(), List.of(), later + 1_000, Map.of(), List.of(), null));
        FunctionState since = new FunctionState(
                function.objectives(),
                function.incident(),
                ended,
                function.incidents() + 1,
                function.calls(),
                function.late(),
                function.ahead(),
                function.newestMillis(),
                function.closedMillis(),
                function.markMillis(),
                function.exhausted(),
                function.deployed());
        Files.writeString(
                state(log),
                WatchState.of(Map.of("checkout", since), state.sources()).json());
    }

    @Test
    void anUndoThatIsNotFinishedWhenAnotherIncidentEndsIsFinishedAfterIt() throws Exception {
        List<Object> before = settings();
        GrowingLog log = log();
        killed(NotedWatch.killedAt(State.UNDO_INTENDED, 2), log);
        anotherIncidentEnds(log);

        NotedWatch second = new NotedWatch();
        watch(second, log);
        assertThat(second.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(tuple(2, State.UNDONE), tuple(1, State.UNDO_INTENDED), tuple(1, State.UNDONE));
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void withoutActAWatchThatGoesOnTakesNothingBack() throws Exception {
        NotedWatch first = NotedWatch.killedAt(State.UNDO_INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        List<Object> then = settings();
        NotedWatch dry = new NotedWatch();
        assertThat(watch(dry, log, false)).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(dry.steps()).isEmpty();
        assertThat(dry.errors)
                .anySatisfy(line ->
                        assertThat(line).startsWith("checkout: step 1: ").endsWith("--act does it"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("checkout: step 2: ").endsWith("--act does it"))
                .anySatisfy(line -> assertThat(line).contains("a step was begun, and its outcome is not known yet"));
        assertThat(settings()).isEqualTo(then);
    }

    @Test
    void whatSomebodySetMeanwhileIsLeftWhenTheUndoGoesOn() throws Exception {
        NotedWatch first = NotedWatch.killedAt(State.UNDO_INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        lambda.updateFunctionConfiguration(r -> r.functionName("checkout").memorySize(1024));
        SettledFunction.await(lambda, "checkout");
        NotedWatch second = new NotedWatch();
        watch(second, log);
        assertThat(second.steps().get(0).state()).isEqualTo(State.LEFT);
        assertThat(settings().get(1)).isEqualTo(1024);
    }

    @Test
    void aSecondStepOnAnAliasFollowsTheFirstAndAnotherAliasThatSomebodyChangedIsLeftAlone() throws Exception {
        lambda.createAlias(r -> r.functionName("checkout").name("batch").functionVersion("2"));
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                    actions:
                      - { after: 0s, alias: { live: 1 } }
                      - { after: 0s, alias: { batch: previous } }
                      - { after: 0s, alias: { live: 2 } }
                """);
        NotedWatch noted = NotedWatch.meanwhile(
                State.DONE,
                1,
                () -> lambda.updateAlias(
                        r -> r.functionName("checkout").name("batch").description("ours")));
        watch(noted, log());

        assertThat(noted.steps().stream().filter(step -> step.state() == State.DONE))
                .extracting(StepRecord::number)
                .containsExactly(1, 3);
        assertThat(noted.steps().stream().filter(step -> step.state() == State.FAILED))
                .extracting(StepRecord::detail)
                .containsExactly("somebody changed alias batch since the alarm: left alone");
        assertThat(lambda.getAlias(r -> r.functionName("checkout").name("batch"))
                        .functionVersion())
                .isEqualTo("2");
    }
}
