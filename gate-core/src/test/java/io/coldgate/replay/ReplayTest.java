package io.coldgate.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<Pool> POOLS = SmallData.pools();

    private static ReplayResult run(int builds, long seed, int threads) {
        return Replay.run(POOLS, new ReplaySettings(builds, 30, 0, seed, threads), () -> false);
    }

    private static RuleResult rule(ReplayResult result, String name) {
        return result.rules().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSeedDecidesAndTheThreadsDoNot() {
        List<RuleResult> one = run(12, 7, 1).rules();
        assertThat(run(12, 7, 2).rules()).isEqualTo(one);
        assertThat(run(12, 8, 2).rules()).isNotEqualTo(one);
    }

    @Test
    void whenTimeIsUpTheBuildsSoFarAreTheResult() {
        AtomicInteger asked = new AtomicInteger();
        ReplaySettings settings = new ReplaySettings(1000, 30, 0, 7, 1);
        ReplayResult stopped = Replay.run(POOLS, settings, () -> asked.incrementAndGet() >= 5);
        assertThat(stopped.builds()).isEqualTo(5);
        assertThat(stopped.rules()).isEqualTo(run(5, 7, 1).rules());
        assertThat(Replay.run(POOLS, settings, () -> true).builds()).isEqualTo(1);
    }

    @Test
    void everyFunctionOfEveryBuildIsCountedOnce() {
        ReplayResult result = run(9, 3, 2);
        assertThat(result.rules())
                .hasSize(10)
                .allSatisfy(rule -> assertThat(rule.scenarios()).hasSize(4).allSatisfy(of -> {
                    assertThat(of.functions()).isEqualTo(90);
                    assertThat(of.failed() + of.passed() + of.inconclusive()).isEqualTo(90);
                    assertThat(of.redBuilds()).isBetween((of.failed() + 9) / 10, Math.min(9, of.failed()));
                    assertThat(of.meanStarts()).isGreaterThanOrEqualTo(10);
                }));
    }

    @Test
    void oneNumberOfStartsForAllRulesWithAFixedOne() {
        ReplayResult result = Replay.run(POOLS, new ReplaySettings(3, 3, 20, 7, 1), () -> false);
        assertThat(result.settings().functions()).isEqualTo(1);
        assertThat(rule(result, "k6").in(Scenario.UNCHANGED).medianStarts()).isEqualTo(20);
        assertThat(rule(result, "median-of-3-p95").in(Scenario.UNCHANGED).medianStarts())
                .isEqualTo(60);
        assertThat(rule(result, "benchstat").in(Scenario.UNCHANGED).medianStarts())
                .isEqualTo(40);
        assertThat(rule(result, "bencher").in(Scenario.UNCHANGED).medianStarts())
                .isEqualTo(20);
    }

    @Test
    void settingsThatCannotBeSimulatedAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplaySettings(0, 30, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplaySettings(1, 31, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplaySettings(1, 30, -1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> run(1, 1, 0));
        ReplaySettings settings = new ReplaySettings(1, 30, 0, 1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> Replay.run(List.of(), settings, () -> false));
    }

    /** R: binom.test(k, n)$conf.int. */
    @Test
    void exactIntervals() {
        assertInterval(0, 10, 0, .3084971);
        assertInterval(1, 10, .002528579, .4450161);
        assertInterval(5, 10, .1870860, .8129140);
        assertInterval(10, 10, .6915029, 1);
        assertInterval(0, 3000, 0, .00122887);
        assertThatIllegalArgumentException().isThrownBy(() -> BinomialInterval.of(2, 1));
    }

    private static void assertInterval(long k, long n, double low, double high) {
        BinomialInterval interval = BinomialInterval.of(k, n);
        assertThat(interval.low()).isCloseTo(low, within(1e-6));
        assertThat(interval.high()).isCloseTo(high, within(1e-6));
    }

    @Test
    void theClearestModesAreFound() {
        double[] starts = new double[400];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i % 3 == 0 ? 170 + i % 7 : 100 + i % 5;
        }
        double[] step = starts.clone();
        Arrays.sort(step);
        RecordedConfiguration go = new RecordedConfiguration("go", "zip", 512, "arm64");
        Modes modes = Modes.clearest(List.of(Pool.of(go, 0, step), Pool.of(go, 30, starts)))
                .orElseThrow();
        assertThat(modes.pool().firstDay()).isEqualTo(30);
        assertThat(modes.boundary()).isEqualTo(104);
        assertThat(modes.slowShare()).isCloseTo(1 / 3.0, within(.01));
        assertThat(modes.separation()).isGreaterThan(.98);
        assertThat(Modes.clearest(List.of(Pool.of(go, 0, step)))).isEmpty();
    }

    /** docs/statistics.md, loosely: the part for tests has only twelve configurations. */
    @Test
    @Tag("simulation")
    void reachesTheTargetsOnTheSmallData() {
        ReplayResult result = run(400, 20261123, 2);
        RuleResult all = rule(result, "coldgate");
        assertThat(all.in(Scenario.UNCHANGED).redBuilds()).isLessThanOrEqualTo(4);
        assertThat(all.in(Scenario.SLOWER_50).failed()).isGreaterThan(3_980);
        RuleResult relative = rule(result, "coldgate-relative-10");
        assertThat(relative.in(Scenario.UNCHANGED).failed()).isLessThanOrEqualTo(4);
        assertThat(relative.in(Scenario.SLOWER_10).failed()).isLessThanOrEqualTo(12);
        assertThat(relative.in(Scenario.SLOWER_10).passed()).isLessThanOrEqualTo(240);
        assertThat(relative.in(Scenario.SLOWER_20).failed()).isGreaterThan(3_200);
        assertThat(relative.in(Scenario.SLOWER_20).passed()).isLessThanOrEqualTo(20);
        for (String noisy : List.of("github-action-benchmark-110", "benchstat", "bencher")) {
            assertThat(rule(result, noisy).in(Scenario.UNCHANGED).redBuilds())
                    .as(noisy)
                    .isGreaterThan(40);
        }
    }
}
