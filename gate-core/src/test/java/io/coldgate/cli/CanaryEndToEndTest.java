package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.Risks;
import io.coldgate.canary.StepComparison;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.Signals;
import io.coldgate.logs.LoggedInvocation;
import io.coldgate.logs.Report;
import io.coldgate.sample.Metric;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.read.Quantiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canaries on a function that callers use, from the publication to the alias that is left. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CanaryEndToEndTest {
    private static final String[] CANARY = {
        "canary", CanaryStage.NAME, "--poll", "200ms", "--tolerance", "warm_duration=+25%"
    };

    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();
    private CanaryStage stage;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        stage = new CanaryStage(folder, ModelSettings.none());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private String[] words(String... more) {
        return Stream.of(Stream.of(CANARY), Stream.of("--output", files().toString()), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    private int canary(String... more) {
        return cli.run(words(more));
    }

    private Path files() {
        return folder.resolve("files");
    }

    /** Decides the step anew by the lines that the canary kept. */
    private StepComparison.Decision decidedAnew() throws Exception {
        StepComparison comparison = new StepComparison(
                "1",
                "2",
                List.of(new CanaryLimit(
                        Metric.WARM_DURATION, Quantiles.named("p50").orElseThrow(), .25, true)),
                Risks.of(Defaults.ALPHA_BUILD, Defaults.BETA, 1, 1));
        for (String line : Files.readAllLines(files().resolve("canary.jsonl"))) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.path("line").asText().equals("invocation")) {
                comparison.add(new LoggedInvocation(
                        node.path("requestId").asText(),
                        Optional.of(node.path("version").asText()),
                        Instant.parse(node.path("at").asText()).toEpochMilli(),
                        new Report(
                                number(node, "duration"),
                                OptionalDouble.empty(),
                                number(node, "initDuration"),
                                OptionalDouble.empty(),
                                number(node, "maxMemory"),
                                Optional.empty(),
                                false)));
            }
        }
        return comparison.decision();
    }

    private static OptionalDouble number(JsonNode node, String name) {
        return node.has(name) ? OptionalDouble.of(node.path(name).asDouble()) : OptionalDouble.empty();
    }

    @Test
    void aSlowerCandidateIsRolledBackAndItsLinesAreKept() throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.06"));

        int exit = canary("--steps", "25%,100%");

        JsonNode kept =
                new ObjectMapper().readTree(files().resolve("canary.json").toFile());
        assertThat(kept.path("ending").asText()).isEqualTo("rolled-back");
        assertThat(decidedAnew()).isEqualTo(StepComparison.Decision.FAIL);
        JsonNode step = kept.path("steps").path(0);
        List<String> lines = Files.readAllLines(files().resolve("canary.jsonl"));
        assertThat(lines.get(0)).contains("\"line\":\"step\"", "\"version\":\"2\"", "\"share\":0.25");
        assertThat(lines.get(lines.size() - 1)).contains("\"decision\":\"fail\"");
        assertThat(lines.stream()
                        .filter(line -> line.contains("\"line\":\"invocation\"") && line.contains("\"version\":\"2\"")))
                .hasSize(step.path("candidate").path("invocations").asInt());

        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out())
                .contains("ROLLED BACK: checkout:live leads to version 1 alone; the candidate is over its limit at 25%:"
                        + " warm_duration p50 +25%")
                .containsPattern("FAIL +warm_duration p50 +≤ \\+25% ");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void anEqualCandidateIsPromotedAfterEveryStep() throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        int exit = canary("--steps", "20%,50%,100%", "--json");

        assertThat(exit).as(cli.text()).isZero();
        JsonNode result = new ObjectMapper().readTree(cli.out());
        assertThat(result.path("ending").asText()).isEqualTo("promoted");
        assertThat(result.path("steps").findValuesAsText("decision")).containsExactly("pass", "pass");
        assertThat(result.path("steps")
                        .path(0)
                        .path("limits")
                        .path(0)
                        .path("pairs")
                        .asInt())
                .isGreaterThanOrEqualTo(10);
        assertThat(cli.err())
                .contains("20% of the invocations lead to version 2")
                .contains("50% of the invocations lead to version 2");
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void aCrashingCandidateIsRolledBackAtTheFirstStep() {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "CRASH", "1"));

        int exit = canary("--steps", "25%,50%,100%");

        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out()).contains("ROLLED BACK").contains("at 25%").doesNotContain("50% for version");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void aFunctionThatNobodyCallsIsHeldAndRolledBack() {
        stage.update(Map.of("WAIT", "0.03"));

        int exit = canary("--hold", "1s");

        assertThat(exit).as(cli.text()).isEqualTo(3);
        assertThat(cli.out())
                .contains("INCONCLUSIVE: checkout:live leads to version 1 alone; the step of 5% was not decided within"
                        + " --hold: stable 0 (0 cold), candidate 0 (0 cold)")
                .contains("NOT MEASURED");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void anAliasThatSomebodyElseChangesIsLeftAlone() {
        String other = stage.publish(Map.of("WAIT", "0.03"));
        stage.update(Map.of("WAIT", "0.04"));
        stage.atUpdate(number -> {
            if (number == 2) {
                stage.atUpdate(nothing -> {});
                stage.lambda()
                        .updateAlias(r -> r.functionName(CanaryStage.NAME)
                                .name("live")
                                .functionVersion(other)
                                .routingConfig(c -> c.additionalVersionWeights(Map.of())));
            }
        });

        int exit = canary("--hold", "1s");

        assertThat(exit).as(cli.text()).isEqualTo(4);
        assertThat(cli.out())
                .contains("NOT MEASURED: checkout:live is no longer the canary's")
                .contains("somebody else");
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void anAliasChangedWhileAStepIsHeldIsNoticed() throws Exception {
        String other = stage.publish(Map.of("WAIT", "0.03"));
        stage.update(Map.of("WAIT", "0.04"));
        CountDownLatch shifted = new CountDownLatch(1);
        stage.atUpdate(number -> shifted.countDown());
        Thread somebody = new Thread(() -> {
            try {
                shifted.await();
                while (stage.leads().equals("1")) {
                    Thread.onSpinWait();
                }
                var unused = stage.lambda()
                        .updateAlias(r ->
                                r.functionName(CanaryStage.NAME).name("live").functionVersion(other));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        somebody.start();

        int exit = canary("--hold", "5m");

        somebody.join();
        assertThat(exit).as(cli.text()).isEqualTo(4);
        assertThat(cli.out()).contains("somebody else changed the alias, which is left as it is");
        assertThat(stage.leads()).startsWith("2 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aKilledCanaryIsTakenBackByTheNextCommand(int update) throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));
        Process[] process = new Process[1];
        CountDownLatch started = new CountDownLatch(1);
        stage.atUpdate(number -> {
            if (number == update) {
                try {
                    started.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                process[0].destroyForcibly().onExit().join();
            }
        });
        process[0] = stage.start(words("--steps", "20%,50%,100%"));
        started.countDown();
        String said = new String(process[0].getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process[0].waitFor()).as(said).isEqualTo(137);
        // The third update promotes the candidate: it was done, though nobody heard of it.
        String left = stage.leads();
        assertThat(left).isEqualTo(update == 1 ? "1 {2=0.2}" : update == 2 ? "1 {2=0.5}" : "2");

        int exit = cli.run("clean");

        assertThat(exit).as(cli.text()).isZero();
        assertThat(cli.out())
                .contains("left by a canary that was killed: checkout:live leads to version "
                        + (update == 3 ? "2, which was promoted" : "1 alone, as before"));
        assertThat(stage.leads()).isEqualTo(update == 3 ? "2" : "1");
        assertThat(cli.runAnew("clean")).isZero();
        assertThat(cli.out()).doesNotContain("checkout");
    }

    @Test
    void aCanaryKilledBetweenTwoPollsLeavesAllThatItHadReadAndTheNextOneBegins() throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));
        Process[] process = new Process[1];
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<String> atLastPoll = new AtomicReference<>("");
        AtomicBoolean killed = new AtomicBoolean();
        stage.atPoll(() -> {
            try {
                started.await();
                String kept = Files.readString(files().resolve("canary.jsonl"));
                // Two polls with invocations: what is on the disk at the third is what they read.
                if (kept.lines()
                                        .filter(line -> line.contains("\"line\":\"invocation\""))
                                        .count()
                                >= 20
                        && !killed.getAndSet(true)) {
                    atLastPoll.set(kept);
                    process[0].destroyForcibly().onExit().join();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        process[0] = stage.start(words("--steps", "50%,100%", "--tolerance", "warm_duration=+1%"));
        started.countDown();
        String said = new String(process[0].getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process[0].waitFor()).as(said).isEqualTo(137);
        stage.atPoll(() -> {});

        String left = Files.readString(files().resolve("canary.jsonl"));
        assertThat(left).startsWith(atLastPoll.get());
        assertThat(atLastPoll.get()).endsWith("}\n");
        for (String line : atLastPoll.get().lines().toList()) {
            assertThat(new ObjectMapper().readTree(line).path("line").asText()).isIn("step", "invocation", "decision");
        }
        assertThat(files().resolve("canary.json")).doesNotExist();
        assertThat(stage.leads()).isEqualTo("1 {2=0.5}");

        assertThat(canary("--steps", "50%,100%", "--candidate", "2"))
                .as(cli.text())
                .isZero();
        assertThat(cli.text())
                .contains("left by a canary that was killed: checkout:live leads to version 1 alone, as before");
        assertThat(files().resolve("canary.json")).content().contains("\"promoted\"");
        assertThat(stage.leads()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aStoppedCanaryPutsTheAliasBack(String signal) throws Exception {
        Signals.assumeInterruptsArrive();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));
        Process run = stage.start(words());
        while (!stage.leads().equals("1 {2=0.05}")) {
            assertThat(run.isAlive()).isTrue();
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid()))
                .start()
                .waitFor();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor()).as(said).isEqualTo(signal.equals("INT") ? 130 : 143);
        assertThat(said).contains("INTERRUPTED: checkout:live leads to version 1 alone");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void aCanaryThatMayNotReadTheLogIsRolledBack() {
        stage.update(Map.of("WAIT", "0.03"));
        stage.aws().server().faults().set(new Fault.Denied(Set.of("logs:FilterLogEvents")));

        int exit = canary("--hold", "5m");

        assertThat(exit).as(cli.text()).isEqualTo(4);
        assertThat(cli.out())
                .contains("NOT MEASURED: checkout:live leads to version 1 alone")
                .contains("AWS denies logs:FilterLogEvents: allow it");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void lateLogsAreWaitedFor() throws Exception {
        stage.close();
        stage = new CanaryStage(
                Files.createDirectories(folder.resolve("late")),
                ModelSettings.none().withLogDelay(Duration.ofSeconds(3)));
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        assertThat(canary("--steps", "50%,100%")).as(cli.text()).isZero();
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void twoVersionsAreComparedByTurns() {
        stage.callers();
        String slow = stage.publish(Map.of("WAIT", "0.06"));
        String equal = stage.publish(Map.of("WAIT", "0.02", "OTHER", "1"));

        int exit = canary("--ab", "25%,25%", "--candidate", slow + "," + equal, "--slot", "2s");

        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out())
                .containsPattern("25% for version 2: [^\\n]*\\n[^\\n]*\\n  FAIL ")
                .containsPattern("25% for version 3: [^\\n]*\\n[^\\n]*\\n  PASS ")
                .contains("COMPARED: checkout:live leads to version 1 alone");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void aDryRunPublishesAndChangesNothing() {
        stage.update(Map.of("WAIT", "0.03"));

        assertThat(canary("--dry-run")).as(cli.text()).isZero();
        assertThat(cli.out()).isEqualTo("""
                        checkout:live leads to version 1; it would be shifted to a new version of what $LATEST is by 5%,25%,50%,100%
                        limits: warm_duration p50 +25%
                        each step is held for 30 minutes at most; nothing was changed
                        """);
        assertThat(stage.leads()).isEqualTo("1");
        assertThat(stage.lambda()
                        .listVersionsByFunction(r -> r.functionName(CanaryStage.NAME))
                        .versions())
                .hasSize(2);
    }

    @Test
    void aDiskThatIsFullRollsTheCandidateBack() throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        Process canary = stage.startWithLargestFile(16, words("--steps", "25%,100%"));
        String said = new String(canary.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(canary.waitFor()).as(said).isEqualTo(4);
        assertThat(said)
                .contains("NOT MEASURED: checkout:live leads to version 1 alone; what it counted cannot be written to "
                        + files());
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void withoutAFolderForItsLinesNothingIsPublished() throws Exception {
        Files.writeString(files(), "no folder");
        stage.update(Map.of("WAIT", "0.03"));

        assertThat(canary()).as(cli.text()).isEqualTo(2);
        assertThat(cli.err()).contains("--output " + files() + ": cannot be written");
        assertThat(stage.leads()).isEqualTo("1");
        assertThat(stage.lambda()
                        .listVersionsByFunction(r -> r.functionName(CanaryStage.NAME))
                        .versions())
                .hasSize(2);
    }

    @Test
    void whatCannotBeSplitIsRefused() {
        assertThat(canary()).isEqualTo(2);
        assertThat(cli.err()).contains("version 1 is what checkout:live leads to already");
        stage.publish(Map.of("WAIT", "0.03"));
        stage.lambda()
                .updateAlias(r -> r.functionName(CanaryStage.NAME)
                        .name("live")
                        .routingConfig(c -> c.additionalVersionWeights(Map.of("2", .1))));
        assertThat(cli.runAnew(words())).isEqualTo(2);
        assertThat(cli.err())
                .contains("checkout:live leads to two versions already (1 and 2), and AWS allows no third");
        assertThat(cli.runAnew(words("--alias", "beta"))).isEqualTo(4);
        assertThat(cli.err()).contains("GetAlias checkout:beta: ").contains("Cannot find alias arn");
    }
}
