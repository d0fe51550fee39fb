package io.coldgate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recovery is proven, and not by one good minute. */
class RecoveryTestTest {
    private static final double TOLERATED = 0.01;

    private static int slotsUntilProven(RecoveryTest test, int calls) {
        int slots = 0;
        while (!test.isProven()) {
            test.add(calls, 0);
            slots++;
        }
        return slots;
    }

    @Test
    void oneGoodMinuteProvesNothingHoweverManyInvocationsItHas() {
        RecoveryTest test = new RecoveryTest(TOLERATED);
        test.add(1_000_000, 0);
        assertThat(test.isProven()).isFalse();
        assertThat(slotsUntilProven(test, 1_000_000)).isBetween(2, 4);
    }

    @Test
    void aFunctionWithFewInvocationsNeedsHundredsOfGoodOnes() {
        int slots = slotsUntilProven(new RecoveryTest(TOLERATED), 10);
        assertThat(slots * 10).isBetween(250, 1600);
    }

    @Test
    void whatCameBeforeTheRecoveryDoesNotHoldItUpForLong() {
        RecoveryTest test = new RecoveryTest(TOLERATED);
        for (int slot = 0; slot < 60; slot++) {
            test.add(100, 20);
        }
        assertThat(slotsUntilProven(test, 300)).isBetween(5, 20);
    }

    @Test
    void noInvocationIsNoEvidence() {
        RecoveryTest test = new RecoveryTest(TOLERATED);
        for (int slot = 0; slot < 1000; slot++) {
            test.add(0, 0);
        }
        assertThat(test.evidence()).isZero();
    }

    @Test
    @Tag("slow")
    void aFunctionAtItsLimitIsCalledRecoveredInAtMostOneIncidentOfTwenty() {
        int wrong = wrong(2000, 17, (random, calls) -> hits(random, calls, TOLERATED));
        assertThat(wrong).isLessThanOrEqualTo(100);
    }

    @Test
    @Tag("slow")
    void soIsOneWhoseSlowInvocationsComeInBurstsAndLeaveAThirdOfTheMinutesPerfect() {
        int wrong = wrong(2000, 18, (random, calls) -> random.nextInt(10) < 3 ? 0 : hits(random, calls, 0.04));
        assertThat(wrong).isLessThanOrEqualTo(100);
    }

    private interface Minute {
        int over(Random random, int calls);
    }

    private static int hits(Random random, int n, double p) {
        int hits = 0;
        for (int i = 0; i < n; i++) {
            hits += random.nextDouble() < p ? 1 : 0;
        }
        return hits;
    }

    /** How many of the incidents, of two hours each, are called recovered although they are not. */
    private static int wrong(int incidents, long seed, Minute minute) {
        Random random = new Random(seed);
        int wrong = 0;
        for (int run = 0; run < incidents; run++) {
            RecoveryTest test = new RecoveryTest(TOLERATED);
            for (int slot = 0; slot < 120 && !test.isProven(); slot++) {
                test.add(100, minute.over(random, 100));
            }
            wrong += test.isProven() ? 1 : 0;
        }
        System.out.printf("seed %d: %d of %d called recovered wrongly%n", seed, wrong, incidents);
        return wrong;
    }
}
