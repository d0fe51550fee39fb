package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.FixedRounds;
import io.coldgate.gate.GatePlan;
import io.coldgate.lambda.Code;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.ConfigurationChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identical is what has the same bytes and the same settings, and nothing less. */
class IdenticalBaselineTest {
    private static final byte[] ZIP = {1, 2, 3};
    private static final String REGRESSION = "regression: { init_duration: { p50: +10% } }";

    @TempDir
    private Path folder;

    private GatePlan.FunctionPlan plan(String more) {
        return Plans.plan(
                        folder,
                        "hello: { package: a.zip, memory: 512MB, environment: { AA: x }, baseline: { memory: 1GB }, "
                                + more + " }")
                .functions()
                .get(0);
    }

    private static Optional<String> identical(GatePlan.FunctionPlan plan, BaselinePackage baseline) {
        return new Candidate(plan, ZIP, Records.facts(3), List.of(Event.only(new byte[0])), Optional.of(baseline))
                .identical();
    }

    private static BaselinePackage other(byte[] zip, ConfigurationChange change) {
        return new BaselinePackage(Optional.of(new Code.Zip(zip)), Optional.empty(), change);
    }

    @Test
    void theSameBytesWithTheSameSettingsAreIdentical() {
        assertThat(identical(plan(REGRESSION), other(ZIP.clone(), ConfigurationChange.NONE)))
                .hasValue("A5BYxvLAy0ksUzsKTRTvd8wPeKvMztUofYShogEc+4E=");
        ConfigurationChange toTheSame = ConfigurationChange.builder()
                .memoryMegabytes(OptionalInt.of(512))
                .environment(Map.of("AA", "x"))
                .build();
        assertThat(identical(plan(REGRESSION), new BaselinePackage(Optional.empty(), Optional.empty(), toTheSame)))
                .isPresent();
    }

    @Test
    void aByteOrASettingThatDiffersIsMeasured() {
        GatePlan.FunctionPlan plan = plan(REGRESSION);
        assertThat(identical(plan, other(new byte[] {1, 2, 4}, ConfigurationChange.NONE)))
                .isEmpty();
        assertThat(identical(
                        plan,
                        other(
                                ZIP,
                                ConfigurationChange.builder()
                                        .environment(Map.of("UNUSED", "1"))
                                        .build())))
                .isEmpty();
        assertThat(identical(
                        plan,
                        other(
                                ZIP,
                                ConfigurationChange.builder()
                                        .memoryMegabytes(OptionalInt.of(1024))
                                        .build())))
                .isEmpty();
        assertThat(identical(
                        plan,
                        new BaselinePackage(
                                Optional.of(new Code.Zip(ZIP)), Optional.of("live"), ConfigurationChange.NONE)))
                .isEmpty();
        assertThat(identical(
                        plan,
                        new BaselinePackage(
                                Optional.of(new Code.Image("image")), Optional.empty(), ConfigurationChange.NONE)))
                .isEmpty();
    }

    @Test
    void aCalibrationMeasuresAFunctionAgainstItself() {
        GatePlan.FunctionPlan plan = plan(REGRESSION);
        GatePlan.FunctionPlan fixed = new GatePlan.FunctionPlan(
                plan.spec(),
                plan.startChecks(),
                plan.packageChecks(),
                plan.regressionChecks(),
                plan.maxSamples(),
                Optional.of(new FixedRounds(20, Set.of(Metric.INIT_DURATION))));
        assertThat(identical(fixed, other(ZIP, ConfigurationChange.NONE))).isEmpty();
    }
}
