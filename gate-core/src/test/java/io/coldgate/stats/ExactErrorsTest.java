package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The exact errors, power and mean number of samples of the absolute rule for independent samples, by dynamic
 * programming over all paths; the figures are those of docs/statistics.md.
 */
class ExactErrorsTest {
    private static final double FALSE_ALARM = .01;
    private static final double MISSED = .05;

    /** What the rule does at one true probability of exceeding the budget. */
    private record Exact(double fail, double failByEvidence, double pass, double meanSamples) {
        static Exact at(double p, double odds) {
            int cap = Defaults.maxSamples(p);
            double t0 = 1 - p;
            return of(p, cap, t0 * odds / (1 - t0 + t0 * odds));
        }

        private static Exact of(double p, int cap, double t) {
            CountBoundaries boundaries = new CountBoundaries(p, FALSE_ALARM, MISSED);
            double[] mass = new double[cap + 2];
            mass[0] = 1;
            double fail = 0;
            double pass = 0;
            double mean = 0;
            for (int n = 1; n <= cap; n++) {
                int failFrom = boundaries.failAtLeast(n);
                int passTo = n < Defaults.MIN_SAMPLES ? -1 : boundaries.passAtMost(n);
                for (int s = n; s >= 0; s--) {
                    mean += s < n ? mass[s] : 0;
                    mass[s] = mass[s] * (1 - t) + (s == 0 ? 0 : mass[s - 1] * t);
                }
                for (int s = 0; s <= n; s++) {
                    fail += s >= failFrom ? mass[s] : 0;
                    pass += s <= passTo ? mass[s] : 0;
                    mass[s] = s >= failFrom || s <= passTo ? 0 : mass[s];
                }
            }
            LastLook look = LastLook.of(p, cap, FALSE_ALARM, MISSED);
            double lateFail = 0;
            for (int s = 0; s <= cap; s++) {
                lateFail += s >= look.failAtLeast() ? mass[s] : 0;
                pass += s <= look.passAtMost() ? mass[s] : 0;
            }
            return new Exact(fail + lateFail, fail, pass, mean);
        }
    }

    @ParameterizedTest(name = "p {0}: FAIL {1}, PASS {2}")
    @CsvSource({".5, .0097, .0395", ".75, .0073, .0483", ".9, .0094, .0461", ".95, .0068, .0488", ".99, .0080, .0408"})
    void errorsExactlyAtTheLimitAreWithinTheirRisks(double p, double fail, double pass) {
        Exact exact = Exact.at(p, 1);
        assertThat(exact.fail()).isCloseTo(fail, within(5e-5)).isLessThanOrEqualTo(FALSE_ALARM);
        assertThat(exact.pass()).isCloseTo(pass, within(5e-5)).isLessThanOrEqualTo(MISSED);
    }

    @ParameterizedTest(name = "p {0}: power {1}, without the last look {2}")
    @CsvSource({".5, .82, .58", ".9, .72, .44", ".95, .73, .51", ".99, .61, .34"})
    void powerAtTwiceTheAllowedOddsIsThatPromised(double p, double power, double withoutLastLook) {
        Exact exact = Exact.at(p, 2);
        assertThat(exact.fail()).isCloseTo(power, within(.005));
        assertThat(exact.failByEvidence()).isCloseTo(withoutLastLook, within(.005));
    }

    @ParameterizedTest(name = "p {0}: {1} samples")
    @CsvSource({".5, 28", ".9, 37", ".95, 60", ".99, 260"})
    void aFailureAtFourTimesTheOddsComesAsSoonAsPromised(double p, double meanSamples) {
        assertThat(Exact.at(p, 4).meanSamples()).isCloseTo(meanSamples, within(.5));
    }

    @ParameterizedTest(name = "p {0}: {1} samples")
    @CsvSource({".9, 33", ".95, 67", ".99, 341"})
    void aPassWithoutExceedancesComesAsSoonAsPromised(double p, double samples) {
        assertThat(Exact.at(p, 0).meanSamples()).isCloseTo(samples, within(1e-9));
    }

    @Test
    void aPassAtATenthOfTheOddsComesAsSoonAsPromised() {
        assertThat(Exact.at(.95, .1).meanSamples()).isCloseTo(97, within(.5));
    }

    @ParameterizedTest(name = "false alarm {0}, missed {1}, p {2}, cap {3}")
    @CsvSource({".01, .05, .5, 60", ".0005, .05, .9, 150", ".003, .01, .95, 200", ".05, .05, .75, 40"})
    void theLastLookSpendsNoMoreThanIsLeft(double falseAlarm, double missed, double p, int cap) {
        LastLook look = LastLook.of(p, cap, falseAlarm, missed);
        assertThat(look.failProbability(look.failAtLeast())).isBetween(0., falseAlarm);
        assertThat(look.passProbability(look.passAtMost())).isBetween(0., missed);
        // Ville's inequality leaves something to spend.
        assertThat(look.failProbability(cap + 1)).isBetween(falseAlarm / 20, falseAlarm);
    }
}
