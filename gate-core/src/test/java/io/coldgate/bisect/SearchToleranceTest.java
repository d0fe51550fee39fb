package io.coldgate.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchToleranceTest {
    @ParameterizedTest
    @CsvSource({"1, 0.6, 0.41", "3, 1.5, 1", "0.21, 0.15, 0.1", "19, 15, 3.47"})
    void isInTheMiddleOfTheStepInWholePercents(double change, double atLeast, double tolerance) {
        assertThat(SearchTolerance.ofStep(change, atLeast)).isEqualTo(tolerance);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.39, 0.39", "1, 0.299, 0.29", "0.9, 0.07, 0.07"})
    void isNoMoreThanIsProvenOfTheStep(double change, double atLeast, double tolerance) {
        assertThat(SearchTolerance.ofStep(change, atLeast)).isEqualTo(tolerance);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.01", "0.5, -0.2", "0.08, 0.06", "0.1, 0.09"})
    void isNeverBelowFivePercent(double change, double atLeast) {
        assertThat(SearchTolerance.ofStep(change, atLeast)).isEqualTo(.05);
    }

    @Test
    void isFivePercentWhereTheStepIsNotKnown() {
        CommitResult slow = CommitResult.decided("aaaa", true, 60, "0 -> 5 ms", "proven");

        assertThat(SearchTolerance.of(slow)).isEqualTo(.05);
        assertThat(SearchTolerance.of(slow.slowerBy(1, .5))).isEqualTo(.41);
    }
}
