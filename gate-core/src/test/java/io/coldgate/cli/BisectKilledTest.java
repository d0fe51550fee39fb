package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.fixture.GitRepository;
import io.coldgate.fixture.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bisections in processes of their own, over what they take for AWS: killed or stopped at an event, and gone on. Each
 * comparison creates two functions, so that the number of a creation tells which comparison it is.
 */
@Tag("process")
@Tag("slow")
@Tag("git")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BisectKilledTest {
    private static final int KILLED = 137;
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    private final AtomicInteger creations = new AtomicInteger();
    private volatile int atCreation;
    private volatile Runnable event = () -> {};
    private AwsStage aws;
    private GitRepository repository;
    private String slow;

    /** An explanation takes as long as the search. */
    private boolean explained = true;

    @BeforeEach
    void aHistoryWithASlowCommit() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        ModelSettings model = ModelSettings.none().toBuilder()
                .observer((operation, resource) -> {
                    if (operation.equals("CreateFunction") && creations.incrementAndGet() == atCreation) {
                        event.run();
                    }
                })
                .build();
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .model(model)
                        .build());
        repository = GitRepository.create(folder);
        repository.write("thresholds.yaml", """
                version: 1
                functions:
                  shop:
                    package: bootstrap
                    platform: aws
                    platforms: { aws: { role: "%s" } }
                    sampling: { discard: 0, fan-out: 1, max: 40 }
                    budgets: { init_duration: { p50: 10s } }
                """.formatted(AwsStage.ROLE));
        repository.write(".gitignore", "coldgate-out/\n");
        commit("good", "0.01");
        repository.git("tag", "good");
        commit("still fast", "0.011");
        slow = commit("Sleep in init", "0.06");
        commit("still slow", "0.061");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    /** Bash ignores the signal by which an explanation stops a start, unless it is told not to. */
    private String commit(String message, String delay) throws IOException {
        repository.write("bootstrap", BashFunction.of("trap 'exit 1' QUIT; sleep " + delay, ":"));
        assertThat(repository.top().resolve("bootstrap").toFile().setExecutable(true))
                .isTrue();
        return repository.commit(message);
    }

    private Process start(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "bisect",
                "good",
                "main",
                "--file",
                repository.top().resolve("thresholds.yaml").toString(),
                "--tolerance",
                "+100%"));
        if (!explained) {
            words.add("--no-explain");
        }
        words.addAll(List.of(more));
        return new ProcessBuilder(ForkedCli.command(aws.options(), words))
                .redirectErrorStream(true)
                .start();
    }

    private static String said(Process process, int exit) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exit);
        return said;
    }

    /** Ends a search when AWS is asked for that function, counted from the beginning of this search. */
    private String endedAt(int creation, boolean kill) throws Exception {
        Process[] process = new Process[1];
        CountDownLatch started = new CountDownLatch(1);
        creations.set(0);
        atCreation = creation;
        event = () -> {
            try {
                started.await();
                if (kill) {
                    process[0].destroyForcibly().onExit().join();
                } else {
                    new ProcessBuilder("kill", "-INT", String.valueOf(process[0].pid())).start();
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        process[0] = start();
        started.countDown();
        return said(process[0], kill ? KILLED : INTERRUPTED);
    }

    private Path worktree() {
        return repository.top().resolve(".git/coldgate/bisect/repository");
    }

    private void requireNothingLeft() {
        assertThat(worktree()).doesNotExist();
        assertThat(repository.git("worktree", "list"))
                .as("builds of a baseline are cached, trees of commits are not")
                .doesNotContain("coldgate/bisect");
        assertThat(repository.git("status", "--short")).isEmpty();
    }

    @Test
    void killedInTheSecondComparisonTheConfirmationAndTheExplanationItGoesOnToTheSameAnswer() throws Exception {
        String second = endedAt(4, true);
        assertThat(second).contains("slow    ").doesNotContain("fast    ");
        assertThat(worktree()).as("nobody removed it").exists();

        // The second comparison again, the third, and then the one with the parent.
        String confirmation = endedAt(6, true);
        assertThat(confirmation)
                .contains("going on with 1 comparison of", "fast    ")
                .containsOnlyOnce("slow    ")
                .doesNotContain("the first slow commit");

        // The comparison with the parent again, and then the explanation.
        String explanation = endedAt(3, true);
        assertThat(explanation)
                .contains("going on with 3 comparisons of")
                .doesNotContain("fast    ", "slow    ", "the first slow commit");

        creations.set(0);
        atCreation = 0;
        // Nothing is left but the explanation, which ends then with a block of watched starts of either commit.
        assertThat(said(start("--time-limit", "1s"), 0))
                .contains("going on with 3 comparisons of", "the first slow commit is " + slow.substring(0, 10))
                .contains("Sleep in init", "watched starts: ")
                .doesNotContain("fast    ", "slow    ");
        assertThat(creations).as("only what the explanation needs").hasValueLessThanOrEqualTo(2);
        requireNothingLeft();
        assertThat(aws.gate().run("clean", "--platform", "aws", "--older-than", "1ms"))
                .as(aws.gate().text())
                .isZero();
        assertThat(aws.functions()).isEmpty();
    }

    @Test
    void stoppedByCtrlCInTheSecondComparisonItRemovesWhatItMadeAndGoesOnToTheSameAnswer() throws Exception {
        Signals.assumeInterruptsArrive();
        explained = false;
        String stopped = endedAt(4, false);

        assertThat(stopped)
                .contains("slow    ")
                .contains("interrupted; the same command goes on with what is decided: 1 comparison kept in ")
                .doesNotContain("fast    ", "skipped ");
        requireNothingLeft();
        assertThat(aws.functions()).isEmpty();

        assertThat(said(start(), 0))
                .contains("going on with 1 comparison of", "the first slow commit is " + slow.substring(0, 10));
        requireNothingLeft();
        assertThat(aws.functions()).isEmpty();
    }

    @Test
    void credentialsThatExpireEndTheSearchAndSayNothingOfTheCommit() throws Exception {
        explained = false;
        atCreation = 4;
        event = () -> aws.server().faults().set(new Fault.ExpiredCredentials(0));
        assertThat(said(start(), 4))
                .contains("slow    ", "the AWS credentials have expired", "1 comparison kept in ")
                .doesNotContain("skipped ");
        assertThat(worktree()).doesNotExist();

        aws.server().faults().clearAll();
        atCreation = 0;
        assertThat(said(start(), 0))
                .contains("going on with 1 comparison of", "the first slow commit is " + slow.substring(0, 10))
                .doesNotContain("skipped ");
    }
}
