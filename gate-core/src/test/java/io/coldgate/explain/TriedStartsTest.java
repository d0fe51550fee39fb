package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TriedStartsTest {
    private static final double NEXT = 9e6;

    private static List<ExplainedStart> starts(long seed, int count, double gain) {
        SplittableRandom random = new SplittableRandom(seed);
        List<ExplainedStart> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starts.add(SimulatedStarts.timed(Kind.PLAIN, Math.round(NEXT * SimulatedStarts.noise(random, .1))));
            starts.add(
                    SimulatedStarts.timed(Kind.TRIED, Math.round((NEXT - gain) * SimulatedStarts.noise(random, .1))));
        }
        return starts;
    }

    @Test
    void aGainIsProvenAndItsIntervalHoldsIt() {
        VariableTrial tried = TriedStarts.of("GOGC=off", starts(1, 20, 2e6)).orElseThrow();
        assertThat(tried.proven()).isTrue();
        assertThat(tried.starts()).isEqualTo(20);
        assertThat(tried.gain().low()).isPositive().isLessThan(2e6);
        assertThat(tried.gain().high()).isGreaterThan(2e6);
    }

    @Test
    void whatChangesNothingIsNotProven() {
        int proven = 0;
        for (long seed = 0; seed < 200; seed++) {
            proven += TriedStarts.of("A=b", starts(seed, 20, 0)).orElseThrow().proven() ? 1 : 0;
        }
        assertThat(proven).as("of 200, seeds 0 to 199, at a level of 1 %").isLessThanOrEqualTo(6);
    }

    @Test
    void whatMakesItSlowerIsNotProven() {
        VariableTrial tried = TriedStarts.of("A=b", starts(2, 20, -2e6)).orElseThrow();
        assertThat(tried.proven()).isFalse();
        assertThat(tried.gain().high()).isNegative();
    }

    @Test
    void fewStartsSayNothing() {
        assertThat(TriedStarts.of("A=b", starts(3, 4, 5e6))).isEmpty();
        assertThat(TriedStarts.of("A=b", List.of())).isEmpty();
    }
}
