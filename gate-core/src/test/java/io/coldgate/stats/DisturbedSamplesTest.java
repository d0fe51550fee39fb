package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples that a busy host lengthened, with lower bounds of what they would have been. */
class DisturbedSamplesTest {
    static LongStream seeds() {
        return Series.seeds(60);
    }

    private static AbsoluteDecider test(double p, double budget) {
        return new AbsoluteDecider(new AbsoluteRule(p, budget, 0, .01, .05, Defaults.maxSamples(p), true));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void boundsThatAreTheSamplesChangeNothing(long seed) {
        double[] samples = new Series(seed).any(100);
        AbsoluteDecider plain = test(.5, 104);
        AbsoluteDecider bounded = test(.5, 104);
        for (int i = 0; i < 100 && plain.decision().outcome() == Outcome.UNDECIDED; i++) {
            plain.add(samples[i]);
            bounded.add(samples[i], samples[i]);
        }
        assertThat(bounded.decision()).isEqualTo(plain.decision());
    }

    /** The bounds may only withhold a FAIL: PASS stays that of the samples as they are. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFailNeedsBothAndAPassOnlyTheSamples(long seed) {
        Series random = new Series(seed);
        double[] samples = random.any(100);
        double[] bounds = new double[100];
        for (int i = 0; i < 100; i++) {
            bounds[i] = Double.isInfinite(samples[i]) ? samples[i] : samples[i] * random.uniform();
        }
        Outcome plain = run(samples, samples);
        Outcome undisturbed = run(bounds, bounds);
        Outcome both = run(samples, bounds);
        if (both == Outcome.FAIL) {
            assertThat(undisturbed).isEqualTo(Outcome.FAIL);
        }
        if (plain == Outcome.PASS) {
            assertThat(both).isEqualTo(Outcome.PASS);
        }
    }

    private static Outcome run(double[] samples, double[] bounds) {
        AbsoluteDecider test = test(.5, 100);
        Outcome outcome = Outcome.UNDECIDED;
        for (int i = 0; outcome == Outcome.UNDECIDED; i++) {
            outcome = test.add(samples[i], bounds[i]);
        }
        return outcome;
    }

    /** Exactly at its limit without the neighbours, twice as long in busy spells of any length. */
    @ParameterizedTest(name = "p{0}")
    @CsvSource({".5, 100", ".95, 117.88"})
    @Tag("slow")
    void aBusySpellFailsNothingMoreOftenThanItsLevel(double p, double budget) {
        Series random = new Series(20261128);
        int runs = 2000;
        int fails = 0;
        for (int run = 0; run < runs; run++) {
            AbsoluteDecider test = test(p, budget);
            boolean busy = random.coin();
            Outcome outcome = Outcome.UNDECIDED;
            while (outcome == Outcome.UNDECIDED) {
                busy = random.uniform() < .05 ? !busy : busy;
                double own = random.lognormal(.1);
                outcome = busy ? test.add(2 * own, own * (.5 + random.uniform() / 2)) : test.add(own, own);
            }
            fails += outcome == Outcome.FAIL ? 1 : 0;
        }
        assertThat(fails).as("seed 20261128, of " + runs).isLessThanOrEqualTo(runs / 100 + 9);
    }

    @Test
    void theIntervalReachesDownToTheBounds() {
        AbsoluteDecider test = test(.5, 50);
        for (int i = 0; i < 40; i++) {
            test.add(100 + i, 40 + i / 4.0);
            if (test.decision().outcome() != Outcome.UNDECIDED) {
                break;
            }
        }
        AbsoluteDecision decision = test.decision();
        assertThat(decision.intervalLow()).isBetween(40.0, 50.0);
        assertThat(decision.intervalHigh()).isGreaterThan(100);
        assertThat(decision.exceedUndisturbed()).isLessThan(decision.exceed());
    }

    @Test
    void aBoundOverItsSampleIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> test(.5, 100).add(10, 11));
    }

    @ParameterizedTest(name = "limit {0}: tau 1 is {1}")
    @CsvSource({"191, true", "189, false", "130, false", "105, false", "56, false", "54, true"})
    void orderSaysNothingOfALimitThatIsFarFromAllSamples(double limit, boolean free) {
        // Samples that rise from 100 to 115: neighbours resemble each other as much as they can.
        AbsoluteDecider test = new AbsoluteDecider(new AbsoluteRule(.95, limit, 0, .01, .05, 300, true));
        for (int i = 0; i < 16 && test.decision().outcome() == Outcome.UNDECIDED; i++) {
            test.add(100 + i);
        }
        assertThat(test.decision().tau() == 1).isEqualTo(free);
    }
}
