package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakePacing;
import io.coldgate.fixture.Functions;
import java.time.Duration;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

class UpdateTimesTest {
    private static final Deployment HELLO = Functions.deployment("hello", new byte[] {1}, "role");

    private final FakeLambda lambda = new FakeLambda();
    private final FakePacing pacing = new FakePacing();
    private long doneAt;

    /** Updates take a time between 1.5 and 2 s. */
    private LambdaDriver driver(Duration usual) {
        Random random = new Random(1);
        lambda.before(call -> {
            if (call.startsWith("UpdateFunctionConfiguration")) {
                doneAt = pacing.nanos() + 1_500_000_000L + random.nextInt(500_000_000);
            } else if (call.startsWith("GetFunction") && pacing.nanos() < doneAt) {
                lambda.state(State.ACTIVE, LastUpdateStatus.IN_PROGRESS, null);
            }
        });
        return new LambdaDriver(lambda, new ControlPlaneLimits(15, 100, usual), pacing, new SplittableRandom(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1750, 10_000})
    void fewQuestionsAreSpentAndLittleTimeIsLostWhateverItBeganWith(long usualMillis) throws Exception {
        LambdaDriver driver = driver(Duration.ofMillis(usualMillis));
        driver.deploy(HELLO);
        for (int i = 0; i < 200; i++) {
            driver.forceCold(HELLO, "learn-" + i);
        }
        lambda.calls().clear();
        long late = 0;
        for (int i = 0; i < 200; i++) {
            driver.forceCold(HELLO, "n-" + i);
            late += pacing.nanos() - doneAt;
        }

        assertThat(lambda.count("GetFunction")).isLessThan(400);
        assertThat(Duration.ofNanos(late / 200)).isLessThan(Duration.ofMillis(250));
    }

    /** The n-th update takes the n-th of these times, all later ones the last. */
    private LambdaDriver driverOf(long... millis) {
        int[] updates = {0};
        lambda.before(call -> {
            if (call.startsWith("UpdateFunctionConfiguration")) {
                doneAt = pacing.nanos() + 1_000_000 * millis[Math.min(updates[0]++, millis.length - 1)];
            } else if (call.startsWith("GetFunction") && pacing.nanos() < doneAt) {
                lambda.state(State.ACTIVE, LastUpdateStatus.IN_PROGRESS, null);
            }
        });
        return new LambdaDriver(lambda, ControlPlaneLimits.NONE, pacing, new SplittableRandom(1));
    }

    private Duration lost(LambdaDriver driver, int updates) throws Exception {
        long late = 0;
        for (int i = 0; i < updates; i++) {
            driver.forceCold(HELLO, "n-" + late + "-" + i);
            late += pacing.nanos() - doneAt;
        }
        return Duration.ofNanos(late);
    }

    @Test
    void aSlowFirstUpdateIsNotWaitedForAgainWithThoseThatFollow() throws Exception {
        LambdaDriver driver = driverOf(160, 15);
        driver.deploy(HELLO);

        // In steps of 2 % these 70 waits would be 4.5 s too long.
        assertThat(lost(driver, 70)).isLessThan(Duration.ofMillis(700));
    }

    @Test
    void updatesThatBecomeFasterAreFollowed() throws Exception {
        LambdaDriver driver = driverOf(60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 15);
        driver.deploy(HELLO);
        lost(driver, 12);

        assertThat(lost(driver, 70)).isLessThan(Duration.ofMillis(700));
    }

    @Test
    void oneSlowUpdateAmongManySaysNothingOfTheNext() throws Exception {
        LambdaDriver driver = driverOf(15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 5000, 15);
        driver.deploy(HELLO);
        lost(driver, 13);

        assertThat(lost(driver, 1)).isLessThan(Duration.ofMillis(15));
    }

    @Test
    void timeSpentElsewhereIsNotWaitedAgain() throws Exception {
        LambdaDriver driver = driver(Duration.ofMillis(1750));
        driver.deploy(HELLO);
        LambdaDriver.Update update = driver.beginCold(HELLO, "n");
        pacing.pauses().clear();
        pacing.advance(Duration.ofSeconds(5));

        assertThat(driver.awaitCold(update)).isEqualTo("hello");

        assertThat(pacing.pauses()).isEmpty();
    }

    @Test
    void whatIsDoneAtOnceIsAskedAtOnce() throws Exception {
        LambdaDriver driver = new LambdaDriver(lambda, ControlPlaneLimits.NONE, pacing, new SplittableRandom(1));
        driver.deploy(HELLO);
        for (int i = 0; i < 50; i++) {
            driver.forceCold(HELLO, "n-" + i);
        }

        assertThat(pacing.pauses()).isEmpty();
    }

    @Test
    void aSlowCreationIsNotWaitedForAgainWithEveryUpdate() throws Exception {
        lambda.before(call -> {
            if (call.startsWith("CreateFunction")) {
                doneAt = pacing.nanos() + 30_000_000_000L;
            } else if (call.startsWith("GetFunction") && pacing.nanos() < doneAt) {
                lambda.state(State.PENDING, null, null);
            }
        });
        LambdaDriver driver = new LambdaDriver(lambda, ControlPlaneLimits.NONE, pacing, new SplittableRandom(1));
        driver.deploy(HELLO);
        assertThat(pacing.nanos()).isGreaterThanOrEqualTo(doneAt);
        pacing.pauses().clear();

        driver.forceCold(HELLO, "n");

        assertThat(pacing.pauses()).isEmpty();
    }
}
