package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of docs/statistics.md, each number. */
class BoundaryTablesTest {
    private static final double MISSED = Defaults.MISSED;

    /** "-" in the table is one more than possible for FAIL, and -1 for PASS. */
    @ParameterizedTest(name = "n {0}, p {1}: FAIL at {2} or {4}, PASS at {3}")
    @CsvSource({
        "10, .5, 10, 0, 11",
        "20, .5, 18, 3, 19",
        "50, .5, 37, 14, 40",
        "100, .5, 68, 35, 72",
        "10, .9, 6, -1, 7",
        "20, .9, 8, -1, 10",
        "50, .9, 14, 0, 16",
        "100, .9, 23, 2, 26",
        "300, .9, 50, 15, 55",
        "1000, .9, 147, 67, 151",
        "10, .95, 6, -1, 7",
        "20, .95, 6, -1, 8",
        "50, .95, 10, -1, 12",
        "100, .95, 15, 0, 17",
        "300, .95, 30, 5, 35",
        "1000, .95, 80, 30, 84",
        "10, .99, 6, -1, 7",
        // Where the note that the rule comes from prints 7 for the last one; its reference cases say 8.
        "20, .99, 6, -1, 8",
        "50, .99, 7, -1, 8",
        "100, .99, 7, -1, 9",
        "300, .99, 11, -1, 13",
        "1000, .99, 23, 2, 27"
    })
    void boundariesAreThoseOfTheTable(int n, double p, int fail, int pass, int failOfTwentyChecks) {
        assertThat(new CountBoundaries(p, .01, MISSED).failAtLeast(n)).isEqualTo(fail);
        assertThat(new CountBoundaries(p, .01, MISSED).passAtMost(n)).isEqualTo(pass);
        assertThat(new CountBoundaries(p, .0005, MISSED).failAtLeast(n)).isEqualTo(failOfTwentyChecks);
    }

    @ParameterizedTest(name = "p {0}: first PASS {1}, evidence {2}, theory {3}, cap {4}")
    @CsvSource({
        ".5, 10, 6, 5, 100",
        ".75, 12, 12, 11, 100",
        ".9, 33, 33, 29, 150",
        ".95, 67, 67, 59, 300",
        ".99, 341, 341, 299, 1000",
        ".999, 3423, 3423, 2995, 10269"
    })
    void theFirstPossiblePassIsThatOfTheTable(double p, int possible, int evidence, int theory, int cap) {
        assertThat(AbsoluteDecider.firstPossiblePass(p, MISSED)).isEqualTo(possible);
        assertThat(FirstPass.minimumSamples(p, MISSED)).isEqualTo(evidence);
        assertThat(FirstPass.theoreticalMinimum(p, MISSED)).isEqualTo(theory);
        assertThat(Defaults.maxSamples(p)).isEqualTo(cap);
    }

    @ParameterizedTest(name = "p {0}, cap {1}, level {2}: FAIL from {3}, PASS to {4}")
    @CsvSource({
        ".5, 100, .01, 63, 40",
        ".9, 150, .0005, 30, 7",
        ".95, 300, .01, 26, 7",
        ".99, 400, .01, 10, 0",
        ".99, 1000, .01, 19, 3"
    })
    void theLastLookIsThatOfTheTable(double p, int cap, double falseAlarm, int fail, int pass) {
        LastLook look = LastLook.of(p, cap, falseAlarm, MISSED);
        assertThat(look.failAtLeast()).isEqualTo(fail);
        assertThat(look.passAtMost()).isEqualTo(pass);
        assertThat(look.failProbability(fail)).isLessThanOrEqualTo(falseAlarm);
        assertThat(look.failProbability(fail - 1)).isGreaterThan(falseAlarm);
        assertThat(look.passProbability(pass)).isLessThanOrEqualTo(MISSED);
        assertThat(look.passProbability(pass + 1)).isGreaterThan(MISSED);
        assertThat(LastLook.of(p, cap, falseAlarm, MISSED)).isSameAs(look);
    }

    @Test
    void theLastLookSaysSoWhereItCanDecideNothing() {
        // Ten samples at a tiny false-alarm risk: not even ten of ten suffice, and the missed risk is too small for
        // none of ten.
        LastLook look = LastLook.of(.5, 10, 1e-6, 1e-4);
        assertThat(look.failAtLeast()).isEqualTo(11);
        assertThat(look.passAtMost()).isEqualTo(-1);
    }

    @ParameterizedTest(name = "p {0}")
    @CsvSource({".5", ".9", ".99"})
    void noCountEverBothFailsAndPasses(double p) {
        CountBoundaries boundaries = new CountBoundaries(p, .05, .05);
        for (int n = 1; n <= 600; n++) {
            assertThat(boundaries.failAtLeast(n)).isGreaterThan(boundaries.passAtMost(n));
        }
    }

    @ParameterizedTest(name = "p {0}")
    @CsvSource({".5", ".75", ".9", ".95", ".99"})
    void bothBoundariesNeverFallAsSamplesAreAdded(double p) {
        CountBoundaries boundaries = new CountBoundaries(p, .01, .05);
        for (int n = 10; n < 400; n++) {
            // What is not possible at n may be possible at n + 1, with every sample over.
            boolean possible = boundaries.failAtLeast(n) <= n;
            assertThat(boundaries.failAtLeast(n + 1)).isGreaterThanOrEqualTo(possible ? boundaries.failAtLeast(n) : 0);
            assertThat(boundaries.passAtMost(n + 1)).isGreaterThanOrEqualTo(boundaries.passAtMost(n));
        }
    }

    @Test
    void theCapBeyondP99IsThreeTimesTheFirstPossiblePass() {
        assertThat(Defaults.maxSamples(.995)).isEqualTo(3 * AbsoluteDecider.firstPossiblePass(.995, MISSED));
        assertThat(Defaults.maxSamples(.8)).isEqualTo(150);
        assertThat(Defaults.maxSamples(.92)).isEqualTo(300);
        assertThat(Defaults.maxSamples(.97)).isEqualTo(1000);
    }
}
