package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Canaries that are killed or stopped, lose their alias or their log, or cannot write: the alias is put back. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CanaryFaultsTest extends CanaryFixture {
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
        Thread somebody = new Thread(() -> {
            try {
                assertThat(stage.awaitUpdates(1)).as("the alias was shifted").isTrue();
                var unused = stage.lambda()
                        .updateAlias(r ->
                                r.functionName(CanaryStage.NAME).name("live").functionVersion(other));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        somebody.start();

        int exit;
        try {
            exit = canary("--hold", "5m");
            somebody.join();
        } finally {
            somebody.interrupt();
        }
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
        assertThat(stage.awaitUpdates(update)).as(said).isTrue();
        assertThat(stage.leads()).isEqualTo(update == 1 ? "1 {2=0.2}" : update == 2 ? "1 {2=0.5}" : "2");

        int exit = cli.run("clean");

        assertThat(exit).as(cli.text()).isZero();
        assertThat(cli.out())
                .contains("left by a canary that was killed: checkout:live points to version "
                        + (update == 3 ? "2, which was promoted" : "1 alone, as before"));
        assertThat(stage.leads()).isEqualTo(update == 3 ? "2" : "1");
        assertThat(cli.runAnew("clean")).isZero();
        assertThat(cli.out()).doesNotContain("checkout");
    }

    /** The second update is the first one of the other version's turn. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aKilledComparisonOfTwoVersionsIsTakenBackByTheNextCommand(int update) throws Exception {
        stage.callers();
        String one = stage.publish(Map.of("WAIT", "0.02", "OTHER", "1"));
        String two = stage.publish(Map.of("WAIT", "0.02", "OTHER", "2"));
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
        process[0] = stage.start(words(
                "--ab", "20%,20%", "--candidate", one + "," + two, "--slot", "1s", "--tolerance", "warm_duration=+1%"));
        started.countDown();
        String said = new String(process[0].getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process[0].waitFor()).as(said).isEqualTo(137);
        assertThat(stage.awaitUpdates(update)).as(said).isTrue();
        assertThat(stage.leads()).isIn("1 {" + one + "=0.2}", "1 {" + two + "=0.2}");

        assertThat(cli.run("clean")).as(cli.text()).isZero();

        assertThat(cli.out())
                .contains("left by a canary that was killed: checkout:live points to version 1 alone, as before");
        assertThat(stage.leads()).isEqualTo("1");
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
                .contains("left by a canary that was killed: checkout:live points to version 1 alone, as before");
        assertThat(files().resolve("canary.json")).content().contains("\"promoted\"");
        assertThat(stage.leads()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aStoppedCanaryPutsTheAliasBack(String signal) throws Exception {
        Signals.assumeInterruptsArrive();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));
        Process run = stage.start(words());
        assertThat(stage.awaitUpdates(1)).as("the alias was shifted").isTrue();
        assertThat(stage.leads()).isEqualTo("1 {2=0.05}");
        new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid()))
                .start()
                .waitFor();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor()).as(said).isEqualTo(signal.equals("INT") ? 130 : 143);
        assertThat(said).contains("INTERRUPTED: checkout:live points to version 1 alone");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void aCanaryThatMayNotReadTheLogIsRolledBack() {
        stage.update(Map.of("WAIT", "0.03"));
        stage.aws().server().faults().set(new Fault.Denied(Set.of("logs:FilterLogEvents")));

        int exit = canary("--hold", "5m");

        assertThat(exit).as(cli.text()).isEqualTo(4);
        assertThat(cli.out())
                .contains("NOT MEASURED: checkout:live points to version 1 alone")
                .contains("AWS denies logs:FilterLogEvents: allow it");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void lateLogsAreWaitedFor() throws Exception {
        stage.close();
        stage = new CanaryStage(
                Files.createDirectories(folder.resolve("late")),
                ModelSettings.none().toBuilder().logDelay(Duration.ofSeconds(3)).build());
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        assertThat(canary("--steps", "50%,100%")).as(cli.text()).isZero();
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void aDiskThatIsFullRollsTheCandidateBack() throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        Process canary = stage.startWithLargestFile(16, words("--steps", "25%,100%"));
        String said = new String(canary.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(canary.waitFor()).as(said).isEqualTo(4);
        assertThat(said)
                .contains("NOT MEASURED: checkout:live points to version 1 alone; the counted invocations cannot be"
                        + " written to " + files());
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void withoutAFolderForItsLinesNothingIsPublished() throws Exception {
        Files.writeString(files(), "no folder");
        stage.update(Map.of("WAIT", "0.03"));

        assertThat(canary()).as(cli.text()).isEqualTo(2);
        assertThat(cli.err()).contains("--output " + files() + ": cannot be created");
        assertThat(stage.leads()).isEqualTo("1");
        assertThat(stage.lambda()
                        .listVersionsByFunction(r -> r.functionName(CanaryStage.NAME))
                        .versions())
                .hasSize(2);
    }
}
