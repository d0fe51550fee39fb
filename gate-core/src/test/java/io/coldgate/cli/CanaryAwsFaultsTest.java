package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.CanaryLimits;
import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.CanarySteps;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.run.RunListener;
import io.coldgate.run.canary.CanaryOptions;
import io.coldgate.run.canary.CanaryRun;
import io.coldgate.sample.Metric;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.Quantiles;
import io.coldgate.unit.Pacing;
import java.nio.file.Path;
import java.time.Clock;
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

/** Canaries on an AWS that throttles and loses answers, and on a machine whose clock jumps. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CanaryAwsFaultsTest {
    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();
    private CanaryStage stage;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        stage = new CanaryStage(folder, ModelSettings.none());
        stage.callers();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private int canary() {
        return cli.run(
                "canary",
                CanaryStage.NAME,
                "--poll",
                "200ms",
                "--tolerance",
                "warm_duration=+25%",
                "--steps",
                "50%,100%",
                "--output",
                folder.resolve("files").toString());
    }

    @Test
    void aThrottledAwsIsAskedAgainAndTheCandidatePromoted() {
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));
        stage.aws().server().faults().set(new Fault.Throttle(.3));

        int exit = canary();

        assertThat(stage.aws().server().faults().struck(Fault.Throttle.class)).isPositive();
        stage.aws().server().faults().set(new Fault.Throttle(0));
        assertThat(exit).as(cli.text()).isZero();
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void anAliasThatWasShiftedWithoutAnAnswerIsTakenAsShiftedAndPromotedLikewise() {
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));
        loseEverySecondAnswer();

        int exit = canary();

        assertThat(exit).as(cli.text()).isZero();
        assertThat(stage.aws().server().faults().struck(Fault.LostAnswer.class)).isPositive();
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void anAliasThatWasPutBackWithoutAnAnswerIsTakenAsPutBack() {
        stage.update(Map.of("WAIT", "0.06"));
        loseEverySecondAnswer();

        int exit = canary();

        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out()).contains("ROLLED BACK: checkout:live points to version 1 alone");
        assertThat(stage.leads()).isEqualTo("1");
    }

    /** The first attempt of each change is carried out and not answered. */
    private void loseEverySecondAnswer() {
        stage.atUpdate(number -> {
            if (number % 2 == 1) {
                stage.aws().server().faults().set(new Fault.LostAnswer("lambda:UpdateAlias", 1));
            }
        });
    }

    @Test
    void aClockThatJumpsByYearsChangesNoDecision() throws Exception {
        stage.update(Map.of("WAIT", "0.06"));
        CanaryOptions options = CanaryOptions.builder()
                .function(CanaryStage.NAME)
                .alias("live")
                .steps(CanarySteps.parse("50%,100%"))
                .beside(List.of())
                .slot(Duration.ofMinutes(1))
                .candidates(List.of())
                .limits(new CanaryLimits(
                        List.of(new CanaryLimit(
                                Metric.WARM_DURATION, Quantiles.named("p50").orElseThrow(), .25, true)),
                        List.of()))
                .missed(Defaults.MISSED)
                .hold(Duration.ofMinutes(5))
                .poll(Duration.ofMillis(200))
                .output(folder.resolve("files"))
                .build();
        JumpingClock clock = new JumpingClock(Clock.systemUTC());
        try (Platform platform =
                Platforms.start(PlatformName.AWS, new PlatformOptions(Optional.empty(), Optional.empty()))) {
            CanaryResult result = new CanaryRun(options, platform, Pacing.SYSTEM, clock, RunListener.SILENT).run();

            assertThat(result.ending()).as(result.reason()).isEqualTo(CanaryResult.Ending.ROLLED_BACK);
            assertThat(result.steps().get(0).findings().get(0).decision().rounds())
                    .isGreaterThanOrEqualTo(10);
        }
        assertThat(stage.leads()).isEqualTo("1");
    }
}
