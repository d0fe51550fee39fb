package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.run.ExitCode;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.watch.FunctionState;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.StepRecord.State;
import io.coldgate.watch.WatchState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A watch that is killed while it takes steps and takes them back: nothing is left half done, and nothing is repeated. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WatchStepsFaultsTest {
    private static final Duration END = Duration.ofMinutes(75);
    private static final int ALL_STEPS = 3;

    @TempDir
    Path folder;

    private AwsStage aws;
    private LambdaClient lambda;
    private int logs;

    @BeforeEach
    void aFunctionWithTwoVersions() throws Exception {
        aws = new AwsStage(
                folder,
                Settings.defaults().withUpdateDelay(Duration.ofMillis(1)).withModel(ModelSettings.none()));
        lambda = aws.lambda();
        aws.createWithTwoVersions("checkout", Map.of("TABLE", "orders"));
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                    actions:
                      - { after: 0s, set-environment: { WATERMARK: "off" }, undo: true }
                      - { after: 0s, memory: 512MB, undo: true }
                      - { after: 0s, alias: { live: previous }, undo: true }
                """);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    /** A log that grows from the beginning: slow for half an hour, then quick. */
    private GrowingLog log() throws Exception {
        return new GrowingLog(folder.resolve("log-" + ++logs), second -> second < 1_800);
    }

    private int watch(NotedWatch noted, GrowingLog log, boolean act) throws Exception {
        return new WatchRun(
                        WatchOptions.builder()
                                .file(folder.resolve("thresholds.yaml"))
                                .platform(Optional.of(PlatformName.AWS))
                                .logs(List.of(log.file()))
                                .state(state(log))
                                .until(Optional.of(log.until(END)))
                                .act(act)
                                .clock(log.clock())
                                .build(),
                        noted,
                        log)
                .run();
    }

    private static Path state(GrowingLog log) {
        return log.file().resolveSibling(log.file().getFileName() + ".json");
    }

    private int watch(NotedWatch noted, GrowingLog log) throws Exception {
        return watch(noted, log, true);
    }

    private void killed(NotedWatch noted, GrowingLog log) {
        assertThatThrownBy(() -> watch(noted, log)).isInstanceOf(NotedWatch.Killed.class);
    }

    private static FunctionState onDisk(GrowingLog log) throws Exception {
        return Objects.requireNonNull(WatchState.parse(Files.readString(state(log)))
                .orElseThrow()
                .functions()
                .get("checkout"));
    }

    private List<Object> settings() {
        var now = lambda.getFunctionConfiguration(r -> r.functionName("checkout"));
        return List.of(
                now.environment().variables(),
                now.memorySize(),
                lambda.getAlias(r -> r.functionName("checkout").name("live")).functionVersion());
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
    void killed_at_any_event_it_goes_on_without_repeating_a_step_and_leaves_none_open() throws Exception {
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
    void a_step_that_was_taken_when_the_watch_was_killed_is_found_done_and_taken_back_at_the_end() throws Exception {
        List<Object> before = settings();
        NotedWatch first = NotedWatch.killedAt(State.INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        lambda.updateFunctionConfiguration(r -> r.functionName("checkout").memorySize(512));
        lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName("checkout"));

        NotedWatch second = new NotedWatch();
        watch(second, log);
        StepRecord found = second.steps().get(0);
        assertThat(found.number()).isEqualTo(2);
        assertThat(found.state()).isEqualTo(State.DONE);
        assertThat(found.detail()).isEqualTo("found done when the watch began again");
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void an_undo_that_was_done_when_the_watch_was_killed_is_found_done_and_the_others_follow() throws Exception {
        List<Object> before = settings();
        NotedWatch first = NotedWatch.killedAt(State.UNDO_INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        lambda.updateFunctionConfiguration(r -> r.functionName("checkout").memorySize(256));
        lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName("checkout"));
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
    void a_change_that_was_made_but_not_answered_is_found_done_and_taken_back(int number, String action)
            throws Exception {
        List<Object> before = settings();
        NotedWatch noted =
                atFirst(State.INTENDED, number, () -> aws.server().faults().set(new Fault.LostAnswer(action, 1)));
        assertThat(watch(noted, log())).isEqualTo(ExitCode.FAIL);

        assertThat(aws.server().faults().struck(Fault.LostAnswer.class)).isEqualTo(1);
        assertThat(steps(noted, number))
                .extracting(StepRecord::state)
                .containsExactly(State.INTENDED, State.DONE, State.UNDO_INTENDED, State.UNDONE);
        assertThat(steps(noted, number).get(1).detail()).startsWith("found done: ");
        assertThat(settings()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "1, lambda:UpdateFunctionConfiguration",
        "2, lambda:UpdateFunctionConfiguration",
        "3, lambda:UpdateAlias"
    })
    void an_undo_that_was_made_but_not_answered_is_found_done(int number, String action) throws Exception {
        List<Object> before = settings();
        NotedWatch noted =
                atFirst(State.UNDO_INTENDED, number, () -> aws.server().faults().set(new Fault.LostAnswer(action, 1)));
        watch(noted, log());

        assertThat(aws.server().faults().struck(Fault.LostAnswer.class)).isEqualTo(1);
        List<StepRecord> steps = steps(noted, number);
        assertThat(steps.get(steps.size() - 1).state()).isEqualTo(State.UNDONE);
        assertThat(steps.get(steps.size() - 1).detail()).startsWith("found as before: ");
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
    void a_change_of_which_nobody_can_tell_is_looked_at_again_before_the_next_step() throws Exception {
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
        assertThat(noted.steps().get(1).detail()).startsWith("not answered, so it is looked at again: ");
        assertThat(noted.steps().get(2).detail()).isEqualTo("found done at a later look");
        assertThat(settings()).isEqualTo(before);
    }

    @Test
    void a_watch_that_is_killed_before_it_could_tell_finds_the_change_done() throws Exception {
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
    void an_undo_of_which_nobody_can_tell_is_looked_at_again_before_older_ones() throws Exception {
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

    /** Adds an incident that began and ended after the one that is being taken back. */
    private void anotherIncidentEnds(GrowingLog log) throws Exception {
        WatchState state = WatchState.parse(Files.readString(state(log))).orElseThrow();
        FunctionState function = Objects.requireNonNull(state.functions().get("checkout"));
        List<Incident> ended = new ArrayList<>(function.ended());
        Incident last = ended.get(ended.size() - 1);
        long later = Objects.requireNonNull(last.recoveredMillis()) + 1_000;
        ended.add(new Incident(last.number() + 1, later, last.objectives(), List.of(), later + 1_000, Map.of()));
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
                function.exhausted());
        Files.writeString(
                state(log),
                WatchState.of(Map.of("checkout", since), state.sources()).json());
    }

    @Test
    void an_undo_that_is_not_finished_when_another_incident_ends_is_finished_after_it() throws Exception {
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
    void without_act_a_watch_that_goes_on_takes_nothing_back() throws Exception {
        NotedWatch first = NotedWatch.killedAt(State.UNDO_INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        List<Object> then = settings();
        NotedWatch dry = new NotedWatch();
        watch(dry, log, false);
        assertThat(dry.steps()).isEmpty();
        assertThat(settings()).isEqualTo(then);
    }

    @Test
    void what_somebody_set_meanwhile_is_left_when_the_undo_goes_on() throws Exception {
        NotedWatch first = NotedWatch.killedAt(State.UNDO_INTENDED, 2);
        GrowingLog log = log();
        killed(first, log);
        lambda.updateFunctionConfiguration(r -> r.functionName("checkout").memorySize(1024));
        lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName("checkout"));
        NotedWatch second = new NotedWatch();
        watch(second, log);
        assertThat(second.steps().get(0).state()).isEqualTo(State.LEFT);
        assertThat(settings().get(1)).isEqualTo(1024);
    }

    @Test
    void a_second_step_on_an_alias_follows_the_first_and_another_alias_that_somebody_changed_is_left_alone()
            throws Exception {
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
