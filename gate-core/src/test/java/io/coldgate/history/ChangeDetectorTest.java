package io.coldgate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeDetectorTest {
    private static final double LENGTH = 1000;
    private static final long SEED = 20261129;

    private static double[] step(int before, int after, double factor, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, before + after)
                .mapToDouble(i -> (100 + 4 * random.nextDouble()) * (i >= before ? factor : 1))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.15, .85})
    void seesAStepWithinAFewValuesAndSaysWhereItBegan(double factor) {
        List<ChangePoint> changes = ChangeDetector.changes(step(30, 20, factor, SEED), LENGTH);

        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).first()).isEqualTo(30);
        assertThat(changes.get(0).seen()).isBetween(32, 36);
    }

    @Test
    void seesEachOfTwoSteps() {
        double[] values = step(40, 60, 1.2, SEED);
        for (int i = 70; i < values.length; i++) {
            values[i] *= 1.2;
        }
        assertThat(ChangeDetector.changes(values, LENGTH))
                .extracting(ChangePoint::first)
                .containsExactly(40, 70);
    }

    @Test
    void saysNothingOfValuesThatAreAllTheSame() {
        double[] values = new double[500];
        Arrays.fill(values, 33_554_432);

        assertThat(ChangeDetector.changes(values, LENGTH)).isEmpty();
    }

    @Test
    void needsSomeRunsBeforeAndAfter() {
        for (int n = 1; n <= 12; n++) {
            assertThat(ChangeDetector.changes(step(n / 2, n - n / 2, 10, SEED), LENGTH))
                    .as("%d values", n)
                    .isEmpty();
        }
        assertThat(ChangeDetector.changes(step(10, 10, 10, SEED), LENGTH)).hasSize(1);
    }

    @Test
    void failedStartsAreTheGreatestValues() {
        double[] values = step(30, 10, 1, SEED);
        Arrays.fill(values, 30, 40, Double.POSITIVE_INFINITY);

        assertThat(ChangeDetector.changes(values, LENGTH))
                .extracting(ChangePoint::first)
                .containsExactly(30);
    }

    @Test
    void dependsOnTheOrderOfTheValuesAlone() {
        double[] values = step(30, 20, 1.1, SEED);
        double[] logs = Arrays.stream(values).map(Math::log).toArray();

        assertThat(ChangeDetector.changes(logs, LENGTH)).isEqualTo(ChangeDetector.changes(values, LENGTH));
    }

    @Test
    void readsAsItWouldHaveReadRunByRun() {
        double[] values = step(30, 30, 1.15, SEED);
        List<ChangePoint> all = ChangeDetector.changes(values, LENGTH);

        for (int n = 1; n <= values.length; n++) {
            int read = n;
            assertThat(ChangeDetector.changes(Arrays.copyOf(values, n), LENGTH))
                    .isEqualTo(
                            all.stream().filter(change -> change.seen() < read).toList());
        }
    }

    /** The guarantee itself, at a run length that can be waited for: the mean of 2,000 run lengths is known to 2 %. */
    @ParameterizedTest
    @ValueSource(ints = {10, 40})
    @Tag("slow")
    void unchangedValuesRunForAtLeastThePromisedLength(int promised) {
        SplittableRandom random = new SplittableRandom(SEED);
        double sum = 0;
        int trials = 2000;
        int longest = 4 * promised;
        for (int trial = 0; trial < trials; trial++) {
            // A heavy tail and ties: neither matters to ranks.
            double[] values = IntStream.range(0, longest)
                    .mapToDouble(i -> Math.floor(1 / (random.nextDouble() + .01)))
                    .toArray();
            List<ChangePoint> changes = ChangeDetector.changes(values, promised);
            sum += changes.isEmpty() ? longest : changes.get(0).seen() + 1;
        }
        // Longer runs are counted as four times the promise, which makes the mean smaller than it is.
        assertThat(sum / trials).isGreaterThanOrEqualTo(promised);
    }

    @Test
    void refusesARunLengthThatPromisesNothing() {
        assertThatThrownBy(() -> ChangeDetector.changes(new double[3], 1)).hasMessageContaining("run length of 1.0");
    }
}
