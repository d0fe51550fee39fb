package io.coldgate.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.cost.Prices;
import io.coldgate.fixture.Golden;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.report.SweepJson;
import io.coldgate.report.SweepText;
import io.coldgate.report.html.SweepPlot;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.thresholds.PlatformName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    private static final String HELLO = """
            hello:
              package: hello.zip
              architecture: x86_64
              environment: { TABLE: orders }
              budgets: { init_duration: { p95: 60ms } }
            """;
    private static final double MILLI = 1e6;

    @TempDir
    private Path folder;

    private SweepPlan plan(Axes axes, int starts) {
        return SweepPlan.of(Plans.thresholds(folder, HELLO), axes, starts);
    }

    private static Axes gogc() {
        return Axes.builder()
                .memoryMegabytes(List.of(256, 512))
                .environment(Map.of("GOGC", List.of("100", "off")))
                .build();
    }

    /** Each combination with its own typical cold duration and a scatter of 10 %. */
    private static GateEvaluation measured(SweepPlan plan, long seed, double... millis) {
        GateEvaluation build = new GateEvaluation(plan.plan());
        Random random = new Random(seed);
        for (int n = 1; n <= plan.starts(); n++) {
            for (int i = 0; i < plan.variants().size(); i++) {
                double cold = millis[i] * MILLI * Math.exp(.1 * random.nextGaussian());
                Map<Metric, Double> values = Map.of(
                        Metric.INIT_DURATION, Math.rint(.8 * cold),
                        Metric.DURATION, Math.rint(.2 * cold),
                        Metric.COLD_DURATION, Math.rint(cold),
                        Metric.BILLED_DURATION, Math.ceil(cold / MILLI) * MILLI,
                        Metric.MAX_MEMORY, 2e7);
                build.accept(new ResultsRecord.Sampled(
                        Records.start(plan.variants().get(i).name(), n, values)));
            }
        }
        plan.variants()
                .forEach(
                        variant -> build.accept(new ResultsRecord.SeriesEnded(variant.name(), 1, Ending.COMPLETE, "")));
        return build;
    }

    private static FunctionSweep only(SweepPlan plan, GateEvaluation build, Optional<Prices> prices) {
        return SweepResult.functions(plan, build, Optional.empty(), prices).get(0);
    }

    private static SweepResult result(PlatformName platform, FunctionSweep function, Optional<Prices> prices) {
        return new SweepResult("thresholds.yaml", platform, 7, 50, List.of(function), prices);
    }

    @Test
    void everyCombinationIsAFunctionOfItsOwnWithNothingToDecide() {
        SweepPlan plan = plan(gogc(), 50);

        assertThat(plan.variants().stream().map(Variant::label))
                .containsExactly("256MB, GOGC=100", "256MB, GOGC=off", "512MB, GOGC=100", "512MB, GOGC=off");
        assertThat(plan.thresholds().functions().get(1)).satisfies(function -> {
            assertThat(function.name()).isEqualTo("hello-v2");
            assertThat(function.configuration().memoryMegabytes()).isEqualTo(256);
            assertThat(function.configuration().environment()).isEqualTo(Map.of("TABLE", "orders", "GOGC", "off"));
        });
        assertThat(plan.plan().checks()).isEmpty();
        GateEvaluation build = new GateEvaluation(plan.plan());
        assertThat(build.allSeries()).hasSize(4).noneMatch(tally -> tally.gate().complete());
    }

    @Test
    void whatIsVariedReplacesWhatADeployedFunctionHasAndNothingElseDoes() {
        assertThat(plan(gogc(), 50).thresholds().functions()).allSatisfy(function -> {
            assertThat(function.said().memoryMegabytes()).isPresent();
            assertThat(function.said().timeout()).isEmpty();
        });
        Axes variables = Axes.builder()
                .environment(Map.of("GOGC", List.of("100", "off")))
                .build();
        assertThat(plan(variables, 50).thresholds().functions())
                .allMatch(function -> function.said().memoryMegabytes().isEmpty());
    }

    @Test
    void rolesLayersAndImagesReplaceWhatTheFileHas() {
        Axes axes = Axes.builder()
                .images(Map.of("slim", "checkout:slim"))
                .roles(Map.of("least", "arn:aws:iam::123456789012:role/least"))
                .layers(new TreeMap<>(Map.of("none", List.of(), "tools", List.of("/layers/tools"))))
                .build();

        SweepPlan plan = plan(axes, 50);

        assertThat(plan.variants().stream().map(Variant::label))
                .containsExactly("slim, least, none", "slim, least, tools");
        assertThat(plan.thresholds().functions().get(1)).satisfies(function -> {
            assertThat(function.target().cloud().image()).contains("checkout:slim");
            assertThat(function.source().packagePath()).isEmpty();
            assertThat(function.target().cloud().layers()).containsExactly("/layers/tools");
            assertThat(function.configuration().role()).contains("arn:aws:iam::123456789012:role/least");
        });
    }

    @Test
    void aSeriesIsCompleteAfterTheStartsThatWereAskedFor() {
        SweepPlan plan = plan(gogc(), 12);

        assertThat(measured(plan, 1, 10, 10, 10, 10).allSeries())
                .allMatch(tally -> tally.gate().complete() && tally.starts().size() == 12);
    }

    @Test
    void whatIsProvenFasterThanAllOthersIsRecommended() {
        SweepPlan plan = plan(gogc(), 50);

        Recommendation latency = only(plan, measured(plan, 1, 20, 10, 20, 20), Optional.empty())
                .latency()
                .orElseThrow();

        assertThat(latency.isClear()).isTrue();
        assertThat(latency.best().get(0).label()).isEqualTo("256MB, GOGC=off");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void betweenCombinationsThatAreTheSameNoDifferenceIsShown(long seed) {
        SweepPlan plan = plan(gogc(), 50);

        Recommendation latency = only(plan, measured(plan, seed, 10, 10, 10, 10), Optional.empty())
                .latency()
                .orElseThrow();

        assertThat(latency.worse()).isEmpty();
        assertThat(latency.isClear()).isFalse();
    }

    @Test
    void oneOfSeveralThatLeadIsNotRecommended() {
        SweepPlan plan = plan(gogc(), 50);

        Recommendation latency = only(plan, measured(plan, 1, 10, 10, 20, 20), Optional.empty())
                .latency()
                .orElseThrow();

        assertThat(latency.isClear()).isFalse();
        assertThat(latency.best()).hasSize(2);
        assertThat(latency.worse()).hasSize(2);
    }

    @Test
    void tenStartsThatDifferByAHairProveNothing() {
        SweepPlan plan = plan(gogc(), 10);

        Recommendation latency = only(plan, measured(plan, 3, 10, 10.2, 10.1, 10.3), Optional.empty())
                .latency()
                .orElseThrow();

        assertThat(latency.worse()).isEmpty();
    }

    @Test
    void costWeighsMemoryAndTime() {
        SweepPlan plan = plan(gogc(), 50);

        // Twice the memory in the same time costs twice as much.
        FunctionSweep sweep = only(plan, measured(plan, 1, 40, 40, 40, 40), Optional.of(Prices.aws()));

        assertThat(sweep.latency().orElseThrow().worse()).isEmpty();
        assertThat(sweep.cost().orElseThrow().worse().stream().map(Variant::memoryMegabytes))
                .containsOnly(512);
        double cost = sweep.variants().get(0).coldCost().orElseThrow();
        // 0.25 GB x 0.04 s x US$ 0.0000166667 + US$ 0.0000002, a million times.
        assertThat(cost).isBetween(.36, .39);
        assertThat(sweep.variants().get(0).warmCostAtMost().orElseThrow()).isLessThan(cost);
    }

    @Test
    void aCombinationThatCouldNotBeMeasuredToTheEndIsBrokenEvenWithSomeSamples() {
        SweepPlan plan = plan(gogc(), 50);
        GateEvaluation build = measured(plan, 1, 10, 10, 10, 10);

        assertThat(result(PlatformName.EMBEDDED, only(plan, build, Optional.empty()), Optional.empty())
                        .isBroken())
                .isFalse();
        build.accept(new ResultsRecord.SeriesEnded("hello-v3", 2, Ending.COULD_NOT_MEASURE, "throttled"));
        assertThat(result(PlatformName.EMBEDDED, only(plan, build, Optional.empty()), Optional.empty())
                        .isBroken())
                .isTrue();
    }

    @Test
    void aFailedStartIsSlowerThanAnyOther() {
        SweepPlan plan = plan(
                Axes.builder()
                        .environment(Map.of("GOGC", List.of("100", "off")))
                        .build(),
                20);
        GateEvaluation build = new GateEvaluation(plan.plan());
        for (int n = 1; n <= 20; n++) {
            build.accept(
                    new ResultsRecord.Sampled(Records.start("hello-v1", n, Map.of(Metric.COLD_DURATION, 10 * MILLI))));
            build.accept(new ResultsRecord.Sampled(
                    n == 1
                            ? Records.start("hello-v2", n, Map.of(Metric.COLD_DURATION, MILLI))
                            : Records.failed("hello-v2", n, "Runtime.ExitError", "exit status 1")));
        }

        FunctionSweep sweep = only(plan, build, Optional.empty());

        assertThat(sweep.variants().get(1).failures()).isEqualTo(19);
        assertThat(sweep.latency().orElseThrow().best().get(0).label()).isEqualTo("GOGC=100");
        assertThat(SweepText.render(result(PlatformName.EMBEDDED, sweep, Optional.empty())))
                .contains("GOGC=off: 19 of 20 starts failed");
    }

    @Test
    void theReportsAreSealed() {
        SweepPlan plan = plan(gogc(), 50);
        Optional<Prices> prices = Optional.of(Prices.aws());
        SweepResult aws = result(PlatformName.AWS, only(plan, measured(plan, 1, 20, 10, 20, 14), prices), prices);

        Golden.assertSame(SweepTest.class, "sweep.txt", SweepText.render(aws));
        Golden.assertSame(SweepTest.class, "sweep.json", SweepJson.render(aws, "0.1.0"));
        Golden.assertSame(SweepTest.class, "sweep.svg", SweepPlot.render(aws));
    }

    @Test
    void aMemorySweepOnTheEmbeddedPlatformSaysThatItsCpuIsNotScaled() {
        SweepPlan plan = plan(gogc(), 10);
        FunctionSweep sweep = only(plan, measured(plan, 1, 10, 10, 10, 10), Optional.empty());

        assertThat(SweepText.render(result(PlatformName.EMBEDDED, sweep, Optional.empty())))
                .contains("does not scale the CPU with the memory setting")
                .contains("by latency (cold_duration p50): no difference shown between")
                .containsPattern("between .*; .* and .*GOGC=[a-z0-9]+\n")
                .doesNotContain("US$");
    }

    @Test
    void aSweepOfVariablesOnTheEmbeddedPlatformSaysNothingOfMemory() {
        SweepPlan plan = plan(
                Axes.builder()
                        .environment(Map.of("GOGC", List.of("100", "off")))
                        .build(),
                10);
        FunctionSweep sweep = only(plan, measured(plan, 1, 10, 10), Optional.empty());

        assertThat(SweepText.render(result(PlatformName.EMBEDDED, sweep, Optional.empty())))
                .contains("Costs are known on aws only.")
                .doesNotContain("memory setting");
    }

    @Test
    void whatAVariableHoldsIsEscapedInThePlot() {
        SweepPlan plan = plan(
                Axes.builder().environment(Map.of("MODE", List.of("<b>&", "x"))).build(), 10);
        FunctionSweep sweep = only(plan, measured(plan, 1, 10, 10), Optional.empty());

        assertThat(SweepPlot.render(result(PlatformName.EMBEDDED, sweep, Optional.empty())))
                .contains("MODE=&lt;b&gt;&amp;")
                .doesNotContain("<b>");
    }
}
