package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.fixture.Plans;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.OnInconclusive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatePlanTest {
    @TempDir
    private Path folder;

    private GatePlan plan(String functions) {
        return Plans.plan(folder, functions);
    }

    private static List<BudgetCheck> starts(GatePlan plan) {
        return plan.functions().stream()
                .flatMap(function -> function.startChecks().stream())
                .toList();
    }

    @Test
    void theLevelOfAFalseAlarmIsSharedByAllQuantileChecksOfTheBuild() {
        GatePlan plan = plan("""
                one:
                  package: a.zip
                  budgets: { init_duration: { p50: 20ms, p95: 30ms, max: 1s }, max_memory: { max: 96MB } }
                  artifact: { zip: 10MB }
                two:
                  package: a.zip
                  budgets: { init_cpu: { p95: 20ms }, cold_duration: { p90: 40ms } }
                """);

        assertThat(starts(plan)).hasSize(6);
        assertThat(starts(plan))
                .allSatisfy(check -> assertThat(check.falseAlarm()).isCloseTo(.01 / 4, within(1e-12)));
        assertThat(starts(plan)).allSatisfy(check -> assertThat(check.missed()).isEqualTo(.05));
    }

    @Test
    void aCheckNamesTheSettingThatItStandsIn() throws IOException {
        Files.writeString(folder.resolve("event.json"), "{}");
        GatePlan plan = plan("""
                one:
                  package: a.zip
                  payloads: { small: event.json, large: event.json }
                  budgets: { init_duration: { p50: 20ms }, init_allocs: { p50: 9 }, duration: { small: { p95: 9ms } } }
                  packages: { "k8s.io/**": { init: 5ms } }
                  baseline: { package: b.zip }
                  regression: { init_cpu: { p50: +10% } }
                """);
        GatePlan.FunctionPlan one = plan.functions().get(0);
        List<MetricCheck> checks = new ArrayList<>(one.startChecks());
        checks.addAll(one.regressionChecks());

        assertThat(checks)
                .extracting(check -> one.spec().shown(check.key()))
                .containsExactlyInAnyOrder(
                        "functions.one.budgets.init_duration",
                        "functions.one.budgets.init_allocs",
                        "functions.one.budgets.duration.small",
                        "functions.one.packages.k8s.io/**",
                        "functions.one.regression.init_cpu");
        assertThat(checks)
                .filteredOn(check -> check.metric().packages().isEmpty())
                .allSatisfy(check -> assertThat(
                                one.spec().locationOf(check.key().below(check.rule())))
                        .isEqualTo(check.location()));
    }

    @Test
    void capsAreThoseOfTheQuantileUnlessTheFileSaysOtherwise() {
        GatePlan plan = plan("""
                usual:
                  package: a.zip
                  budgets: { init_duration: { p50: 20ms, p99: 30ms, max: 1s } }
                said:
                  package: a.zip
                  sampling: { max: 120 }
                  budgets: { init_duration: { p50: 20ms, p90: 30ms } }
                """);

        assertThat(plan.functions().get(0).startChecks())
                .extracting(BudgetCheck::maxSamples)
                .containsExactly(Defaults.maxSamples(.5), Defaults.maxSamples(.99), GatePlan.MAX_ONLY_SAMPLES);
        assertThat(plan.functions().get(0).maxSamples()).isEqualTo(1000);
        assertThat(plan.functions().get(1).startChecks())
                .extracting(BudgetCheck::maxSamples)
                .containsOnly(120);
    }

    @Test
    void aMaxAloneTakesThirtyStartsOrWhatTheFileSays() {
        GatePlan plan = plan("""
                usual: { package: a.zip, budgets: { init_duration: { max: 20ms } } }
                said: { package: a.zip, sampling: { max: 7 }, budgets: { init_duration: { max: 20ms } } }
                none: { package: a.zip, artifact: { zip: 1MB } }
                """);

        assertThat(plan.functions())
                .extracting(GatePlan.FunctionPlan::maxSamples)
                .containsExactly(30, 7, 0);
    }

    @Test
    void checksStandInTheFilesOrderThePackageFirst() {
        GatePlan plan = plan("""
                b:
                  package: a.zip
                  on-inconclusive: fail
                  budgets: { init_duration: { p95: 20ms } }
                  artifact: { zip: 1MB, unzipped: 2MB, files: 3, stripped: true, static: false }
                a: { package: a.zip, budgets: { duration: { max: 20ms } } }
                """);

        assertThat(plan.checks().stream()
                        .map(check -> check.function() + " " + check.subject() + " " + check.rule() + " "
                                + check.limitText()))
                .containsExactly(
                        "b artifact zip 1.00 MB",
                        "b artifact unzipped 2.00 MB",
                        "b artifact files 3",
                        "b artifact stripped true",
                        "b artifact static false",
                        "b init_duration p95 20.0 ms",
                        "a duration max 20.0 ms");
        assertThat(plan.checks().get(0).onInconclusive()).isEqualTo(OnInconclusive.FAIL);
        assertThat(plan.checks().get(6).onInconclusive()).isEqualTo(OnInconclusive.WARN);
        assertThat(plan.checks())
                .allSatisfy(check -> assertThat(check.location().line()).isPositive());
    }
}
