package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.run.ExitCode;
import io.coldgate.run.history.WatchedIncidents;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.StepRecord.State;
import io.coldgate.watch.WatchEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The file is changed between two runs of a watch, in the middle of an incident with a step that is to be taken back.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WatchChangedFileTest {
    private static final Map<String, String> BEFORE = Map.of("TABLE", "orders");
    private static final Map<String, String> CURED = Map.of("TABLE", "orders", "WATERMARK", "off");
    private static final String DURATION = "duration: { p95: 100ms, over: 5m }";
    private static final String STEP = "{ after: 0s, set-environment: { WATERMARK: \"off\" }, undo: true }";

    @TempDir
    Path folder;

    private AwsStage aws;
    private LambdaClient lambda;
    private GrowingLog log;
    private volatile boolean slow = true;

    @BeforeEach
    void anIncidentWithAStep() throws Exception {
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .model(ModelSettings.none())
                        .build());
        lambda = aws.lambda();
        aws.createWithTwoVersions("checkout", BEFORE);
        log = new GrowingLog(folder.resolve("log"), second -> slow);
        file(DURATION, STEP);
        NotedWatch noted = new NotedWatch();
        assertThat(watch(noted)).isEqualTo(ExitCode.FAIL);
        assertThat(noted.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(tuple(1, State.INTENDED), tuple(1, State.DONE));
        assertThat(variables()).isEqualTo(CURED);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void file(String objectives, String... actions) throws Exception {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { %s }
                    actions: [%s]
                """.formatted(objectives, String.join(", ", actions)));
    }

    private Path state() {
        return folder.resolve("watch.json");
    }

    /** Watches for half an hour of the log. */
    private int watch(NotedWatch noted) throws Exception {
        return new WatchRun(
                        WatchOptions.builder()
                                .file(folder.resolve("thresholds.yaml"))
                                .platform(Optional.of(PlatformName.AWS))
                                .logs(List.of(log.file()))
                                .state(state())
                                .until(Optional.of(Duration.ofMinutes(30)))
                                .act(true)
                                .clock(log.clock())
                                .build(),
                        noted,
                        log)
                .run();
    }

    private Map<String, String> variables() {
        return lambda.getFunctionConfiguration(r -> r.functionName("checkout"))
                .environment()
                .variables();
    }

    private void provenAndTakenBack() throws Exception {
        slow = false;
        NotedWatch noted = new NotedWatch();
        watch(noted);
        assertThat(noted.events(WatchEvent.Recovered.class)).hasSize(1);
        assertThat(noted.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(tuple(1, State.UNDO_INTENDED), tuple(1, State.UNDONE));
        assertThat(variables()).isEqualTo(BEFORE);
    }

    @Test
    void aCureStaysWhenALimitIsChangedUntilTheNewOneIsProvenToBeKept() throws Exception {
        for (String changed :
                List.of("duration: { p95: 120ms, over: 5m }", "duration: { p95: 120ms, over: 10m }", DURATION)) {
            file(changed, STEP);
            NotedWatch noted = new NotedWatch();
            assertThat(watch(noted)).as(changed).isEqualTo(ExitCode.FAIL);
            assertThat(noted.events(WatchEvent.Changed.class)).as(changed).hasSize(1);
            assertThat(noted.events(WatchEvent.Recovered.class)).as(changed).isEmpty();
            assertThat(noted.steps()).as(changed).isEmpty();
            assertThat(variables()).as(changed).isEqualTo(CURED);
        }
        provenAndTakenBack();
    }

    @Test
    void aRemovedObjectiveLeavesTheCureAndTheIncidentIsNotFiled() throws Exception {
        file("errors: { max: 1% }", STEP);
        NotedWatch noted = new NotedWatch();
        assertThat(watch(noted)).isEqualTo(ExitCode.FAIL);
        assertThat(noted.events(WatchEvent.Closed.class)).hasSize(1);
        assertThat(noted.events(WatchEvent.Recovered.class)).isEmpty();
        assertThat(noted.steps())
                .extracting(StepRecord::state, StepRecord::detail)
                .containsExactly(tuple(State.LEFT, "recovery was not proven"));
        assertThat(watch(new NotedWatch())).as("it was said").isEqualTo(ExitCode.PASS);
        assertThat(variables()).isEqualTo(CURED);

        WatchedIncidents incidents = WatchedIncidents.read(state(), "--watch");
        assertThat(incidents.over()).isEmpty();
        assertThat(incidents.open()).isEmpty();
        assertThat(incidents.unproven()).containsExactly("checkout incident 1");
    }

    @Test
    void anIncidentOfAFunctionThatIsWatchedNoMoreStaysOpenAndIsSaid() throws Exception {
        for (String without :
                List.of("", "  checkout: { function: checkout, budgets: { init_duration: { p95: 120ms } } }\n")) {
            Files.writeString(folder.resolve("thresholds.yaml"), """
                    version: 1
                    functions:
                      other: { watch: { errors: { max: 1% } } }
                    """ + without);
            NotedWatch noted = new NotedWatch();
            assertThat(watch(noted)).isEqualTo(ExitCode.FAIL);
            assertThat(noted.errors).singleElement().asString().startsWith("checkout: incident 1 is open, and ");
            assertThat(noted.events).isEmpty();
        }
        assertThat(variables()).isEqualTo(CURED);

        file(DURATION, STEP);
        provenAndTakenBack();
    }

    @Test
    void aStepThatWasEditedOrRemovedIsTakenBackAsItWasTaken() throws Exception {
        for (String instead : List.of(
                "{ after: 24h, set-environment: { WATERMARK: \"off\", EXTRA: \"1\" }, undo: true }",
                "{ after: 24h, set-environment: { WATERMARK: \"low\" } }",
                "{ after: 24h, memory: 1024MB }")) {
            file(DURATION, instead);
            NotedWatch noted = new NotedWatch();
            assertThat(watch(noted)).as(instead).isEqualTo(ExitCode.FAIL);
            assertThat(noted.steps()).as(instead).isEmpty();
        }
        provenAndTakenBack();
    }

    @Test
    void aStepBeforeTheOneThatWasTakenIsTakenAndRepeatsNone() throws Exception {
        file(DURATION, "{ after: 0s, memory: 512MB }", STEP);
        NotedWatch noted = new NotedWatch();
        watch(noted);
        assertThat(noted.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(tuple(2, State.INTENDED), tuple(2, State.DONE));
        assertThat(noted.events(WatchEvent.Exhausted.class)).as("all are taken").hasSize(1);
        provenAndTakenBack();
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("checkout"))
                        .memorySize())
                .isEqualTo(512);
    }

    @Test
    void anUndoThatTheFileNoLongerWantsIsSaidToBeLeft() throws Exception {
        file(DURATION, STEP.replace(", undo: true", ""));
        slow = false;
        NotedWatch noted = new NotedWatch();
        watch(noted);
        assertThat(noted.events(WatchEvent.Recovered.class)).hasSize(1);
        assertThat(noted.steps())
                .extracting(StepRecord::state, StepRecord::detail)
                .containsExactly(tuple(State.LEFT, "the file no longer says undo: true"));
        assertThat(variables()).isEqualTo(CURED);
    }

    @Test
    void anUndoThatTheFileWantsNowIsMade() throws Exception {
        file(DURATION, STEP, "{ after: 0s, memory: 512MB }");
        watch(new NotedWatch());
        file(DURATION, STEP, "{ after: 0s, memory: 512MB, undo: true }");
        slow = false;
        NotedWatch noted = new NotedWatch();
        watch(noted);
        assertThat(noted.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(
                        tuple(2, State.UNDO_INTENDED),
                        tuple(2, State.UNDONE),
                        tuple(1, State.UNDO_INTENDED),
                        tuple(1, State.UNDONE));
        assertThat(variables()).isEqualTo(BEFORE);
    }

    @Test
    void anEarlierVersionsStepThatTheFileNoMoreHasIsSaidToBeLeft() throws Exception {
        String written = Files.readString(state());
        String earlier = written.replaceAll(",\"action\":\\{[^{}]*\\{[^{}]*\\}[^{}]*\\}", "");
        assertThat(earlier).isNotEqualTo(written).doesNotContain("\"action\"");
        Files.writeString(state(), earlier);
        file(DURATION, "{ after: 24h, memory: 1024MB }");
        slow = false;
        NotedWatch noted = new NotedWatch();
        watch(noted);
        assertThat(noted.steps())
                .extracting(StepRecord::state, StepRecord::detail)
                .containsExactly(tuple(State.LEFT, "the step is no longer in the file"));
        assertThat(variables()).isEqualTo(CURED);
    }
}
