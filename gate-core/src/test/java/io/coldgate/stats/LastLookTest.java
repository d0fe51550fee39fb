package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLookTest {
    /** All paths, none of them dropped. */
    private static double[] everyPath(double p, int cap, CountBoundaries boundaries, boolean fail) {
        double[] mass = new double[cap + 2];
        mass[0] = 1;
        double spent = 0;
        for (int n = 1; n <= cap; n++) {
            int failFrom = fail ? boundaries.failAtLeast(n) : n + 1;
            int passTo = fail || n < 10 ? -1 : boundaries.passAtMost(n);
            for (int s = n; s >= 0; s--) {
                mass[s] = mass[s] * p + (s == 0 ? 0 : mass[s - 1] * (1 - p));
                if (s >= failFrom || s <= passTo) {
                    spent += mass[s];
                    mass[s] = 0;
                }
            }
        }
        mass[cap + 1] = spent;
        return mass;
    }

    @ParameterizedTest(name = "p {0}, cap {1}")
    @CsvSource({".5, 600", ".9, 500", ".99, 1500"})
    void theBandThatIsKeptLosesNothing(double p, int cap) {
        CountBoundaries boundaries = new CountBoundaries(p, .01, .05);
        LastLook look = new LastLook(p, cap, .01, .05);
        double[] failing = everyPath(p, cap, boundaries, true);
        double[] passing = everyPath(p, cap, boundaries, false);
        int failFrom = look.failAtLeast();
        int passTo = look.passAtMost();
        double late = Arrays.stream(failing, failFrom, cap + 2).sum();
        assertThat(look.failProbability(failFrom))
                .isCloseTo(late, within(1e-13))
                .isLessThanOrEqualTo(.01);
        assertThat(late + failing[failFrom - 1]).isGreaterThan(.01);
        double early = passing[cap + 1] + Arrays.stream(passing, 0, passTo + 1).sum();
        assertThat(look.passProbability(passTo)).isCloseTo(early, within(1e-13)).isLessThanOrEqualTo(.05);
        assertThat(early + passing[passTo + 1]).isGreaterThan(.05);
    }

    /** A series whose every prefix has its share of exceedances, so that no evidence arises before the cap. */
    private static AbsoluteDecision evenly(int exceedances) {
        AbsoluteDecider test = new AbsoluteDecider(new AbsoluteRule(.5, 1, 0, .01, .05, 100, false));
        Outcome outcome = Outcome.UNDECIDED;
        for (int i = 0; outcome == Outcome.UNDECIDED; i++) {
            boolean over = (i + 1) * exceedances / 100 > i * exceedances / 100;
            outcome = test.add(over ? 2 : 1);
        }
        return test.decision();
    }

    @Test
    void aVerdictOfTheLastLookNamesTheRiskAtWhichItIsGiven() {
        LastLook look = LastLook.of(.5, 100, .01, .05);
        AbsoluteDecision fail = evenly(63);
        assertThat(fail.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(fail.reason()).isEqualTo(Reason.LAST_LOOK);
        assertThat(fail.lastLookP()).hasValue(look.failProbability(63));
        assertThat(fail.lastLookP().orElseThrow()).isBetween(.005, .01);
        AbsoluteDecision pass = evenly(40);
        assertThat(pass.outcome()).isEqualTo(Outcome.PASS);
        assertThat(pass.lastLookP()).hasValue(look.passProbability(40));
        assertThat(pass.lastLookP().orElseThrow()).isBetween(.02, .05);
    }

    @Test
    void otherOutcomesHaveNoSuchRisk() {
        assertThat(evenly(0).lastLookP()).isEmpty();
        assertThat(evenly(50).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(evenly(50).lastLookP()).isEmpty();
    }

    /** Rounds in which only the candidate (+) or only the baseline (-) crosses the p90 of the baseline so far. */
    private static RelativeDecision tail(double falseAlarm, double missed, int cap, String rounds) {
        RelativeDecider test = new RelativeDecider(new RelativeRule(.9, 0, falseAlarm, missed, cap));
        for (int i = 0; i < 10; i++) {
            test.add(1, 1);
        }
        for (int i = 0; i < rounds.length(); i++) {
            test.add(rounds.charAt(i) == '-' ? 2 + i : 1, rounds.charAt(i) == '+' ? 2 + i : 1);
        }
        return test.decision();
    }

    @Test
    void theLastLookAtATailAlsoTakesExactlyWhatIsLeft() {
        // P(Bin(10, 1/2) >= 9) = 11/1024 is a fifth of this false-alarm risk, and the evidence stays below 1 / (.8
        // falseAlarm).
        RelativeDecision fail = tail(55 / 1024., .05, 20, "-+++++++++");
        assertThat(fail.lastLookP()).hasValue(11 / 1024.);
        assertThat(fail.reason()).isEqualTo(Reason.LAST_LOOK);
        assertThat(fail.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(tail(54.9 / 1024., .05, 20, "-+++++++++").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void theLastLookAtATailPassesOnExactlyWhatIsLeft() {
        // P(Bin(7, 1/2) <= 0) = 1/128 is a fifth of this missed risk, and 17 rounds are too few to pass by evidence.
        RelativeDecision pass = tail(.01, 5 / 128., 17, "-------");
        assertThat(pass.outcome()).isEqualTo(Outcome.PASS);
        assertThat(pass.reason()).isEqualTo(Reason.LAST_LOOK);
        assertThat(pass.lastLookP()).hasValue(1);
        assertThat(tail(.01, 4.9 / 128., 17, "-------").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @ParameterizedTest(name = "{0} rounds")
    @CsvSource({"29, false", "30, true"})
    void theNormalApproximationIsTakenFromThirtyRoundsOn(int cap, boolean taken) {
        RelativeDecider test = new RelativeDecider(new RelativeRule(.5, 0, .01, .05, cap));
        Series random = new Series(7);
        for (int i = 0; i < cap; i++) {
            test.add(random.lognormal(.1), random.lognormal(.1));
        }
        assertThat(test.decision().reason()).isEqualTo(Reason.MAX_SAMPLES);
        assertThat(test.decision().lastLookP().orElseThrow() < 1).isEqualTo(taken);
    }
}
