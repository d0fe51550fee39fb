package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookSharesTest {
    private static double share(LookShares shares, Phase phase) {
        return shares.share(look -> look.phase() == phase).value();
    }

    private static double sum(LookShares shares) {
        double sum = 0;
        for (Phase phase : Phase.values()) {
            sum += share(shares, phase);
        }
        return sum;
    }

    @Test
    void sharesOfAllPhasesAddUpToTheStart() {
        for (long seed = 0; seed < 50; seed++) {
            LookShares shares = new LookShares(SimulatedStarts.usual().take(Arm.CANDIDATE, 0, 60, seed));
            assertThat(sum(shares)).as("seed %d", seed).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void theTruthIsWithinTheInterval() {
        // 7 + 2 + 45 small ones of 0.06 to 0.236 ms: 15.66 of 17.66 ms; a factor of noise has a mean above its median
        // for all.
        double truth = 15.66 / 17.66;
        int held = 0;
        for (long seed = 0; seed < 100; seed++) {
            LookShares shares = new LookShares(SimulatedStarts.usual().take(Arm.CANDIDATE, 0, 100, seed));
            Estimate init = shares.share(look -> look.phase() == Phase.INIT);
            held += init.low() <= truth && truth <= init.high() ? 1 : 0;
        }
        assertThat(held).as("of 100 intervals of 95 %, seeds 0 to 99").isGreaterThanOrEqualTo(88);
    }

    @Test
    void stopsThatCameLateAndTogetherDoNotWeighMore() {
        List<ExplainedStart> starts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            starts.add(SimulatedStarts.looked(i * 100_000L, Phase.INIT, "main"));
        }
        // Twenty that a busy host delayed to nearly the same moment stand for no more than the time around it.
        for (int i = 0; i < 20; i++) {
            starts.add(SimulatedStarts.looked(7_500_000 + i, Phase.MAIN, ""));
        }
        for (int i = 0; i < 50; i++) {
            starts.add(SimulatedStarts.looked(10_000_000 + i * 100_000L, Phase.CLIENT, ""));
        }
        LookShares shares = new LookShares(starts);
        assertThat(share(shares, Phase.MAIN)).isCloseTo(.25 / 1.49, within(.01));
        assertThat(sum(shares)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aStopThatCameLaterThanAnyWasPlannedStandsForNoTimeOfItsOwn() {
        List<ExplainedStart> starts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            starts.add(SimulatedStarts.looked(i * 100_000L, Phase.INIT, "main"));
        }
        starts.add(SimulatedStarts.late(5_200_000));
        starts.add(SimulatedStarts.looked(15_000_000, Phase.RUNTIME, ""));
        assertThat(share(new LookShares(starts), Phase.RUNTIME)).isLessThan(.02);
    }

    @Test
    void ofARuntimeThatNeverSaysWhereItIsNothingIsNamed() {
        List<ExplainedStart> starts = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            starts.add(SimulatedStarts.looked(i * 100_000L, Phase.PROCESS_START, ""));
        }
        assertThat(share(new LookShares(starts), Phase.UNKNOWN)).isEqualTo(1);

        starts.add(SimulatedStarts.looked(2_100_000, Phase.RUNTIME, ""));
        assertThat(share(new LookShares(starts), Phase.UNKNOWN)).isZero();
    }

    @Test
    void stopsAfterTheStartStandForNoneOfIt() {
        List<ExplainedStart> starts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            starts.add(SimulatedStarts.looked(100 + i * 100L, i < 5 ? Phase.INIT : Phase.CLIENT, "main"));
            starts.add(SimulatedStarts.late(1_100 + i * 100L));
        }
        LookShares shares = new LookShares(starts);
        assertThat(shares.looks()).hasSize(10);
        assertThat(share(shares, Phase.INIT)).isCloseTo(.5, within(.06));
        assertThat(sum(shares)).isCloseTo(1, within(1e-9));
    }

    @Test
    void withoutAnyStopNothingIsKnown() {
        assertThat(new LookShares(List.of()).isEmpty()).isTrue();
        assertThat(new LookShares(List.of()).share(look -> true)).isEqualTo(Estimate.NONE);
        assertThat(new LookShares(List.of(SimulatedStarts.late(5), SimulatedStarts.late(6))).isEmpty())
                .isTrue();
    }

    @Test
    void timesThatNoClockGivesDoNotOverflow() {
        LookShares shares = new LookShares(List.of(
                SimulatedStarts.looked(Long.MAX_VALUE - 2, Phase.INIT, "a"),
                SimulatedStarts.looked(Long.MAX_VALUE - 1, Phase.MAIN, "b"),
                SimulatedStarts.looked(1, Phase.CLIENT, "c")));
        assertThat(sum(shares)).isCloseTo(1, within(1e-9));
    }
}
