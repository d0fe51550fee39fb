package io.coldgate.run.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.canary.CanaryLimits;
import io.coldgate.canary.UnseenLimit;
import io.coldgate.init.FirstFile;
import io.coldgate.init.FoundFunction;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits that a canary takes from a thresholds file. */
class LimitChoiceTest {
    @TempDir
    private Path folder;

    private CanaryLimits limits(String text) throws Exception {
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
        ReadResult read = ThresholdsReader.readText(
                text, folder.resolve("thresholds.yaml"), "thresholds.yaml", ReadOptions.none());
        assertThat(read.diagnostics()).isEmpty();
        return LimitChoice.of(read.thresholds().orElseThrow().functions().get(0));
    }

    private CanaryLimits with(String regression) throws Exception {
        return limits("""
                version: 1
                functions:
                  checkout:
                    package: bootstrap
                    baseline: { ref: HEAD }
                    %s
                """.formatted(regression));
    }

    private static List<String> unseen(CanaryLimits limits) {
        return limits.unseen().stream().map(UnseenLimit::text).toList();
    }

    @Test
    void aFileOfInitIsComparedByWarmInvocationsAndGuardedByColdStarts() throws Exception {
        FoundFunction function = new FoundFunction(
                "checkout",
                new FoundFunction.Code(Optional.empty(), "bootstrap", List.of()),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of());
        FirstFile.Comparison comparison = new FirstFile.Comparison(
                "origin/main", new TreeMap<>(Map.of("init_cpu", "+15%", "init_duration", "+40%")));
        CanaryLimits limits = limits(FirstFile.render(
                List.of(new FirstFile.Entry(
                        function, "init_cpu: { p50: 5ms, p95: 9ms }", true, Optional.of(comparison))),
                List.of()));

        assertThat(limits.text())
                .isEqualTo("warm_duration p50 +10%; guards: init_duration p50 +40%, init_duration p50 +15%,"
                        + " duration p50 +10%");
        assertThat(unseen(limits))
                .containsExactly("init_cpu p50 +15% cannot be seen in REPORT lines; init_duration p50 +15% is compared"
                        + " instead");
    }

    @Test
    void aLimitOfTheFileComesInPlaceOfTheUsualOneOnItsMetric() throws Exception {
        CanaryLimits limits = with("""
                warm: { invocations: 20 }
                    regression: { duration: { p95: +30% }, warm_duration: { p90: +20% }, max_memory: { p50: +5% } }""");

        assertThat(limits.text())
                .isEqualTo("warm_duration p90 +20%, max_memory p50 +5%; guards: init_duration p50 +10%,"
                        + " duration p95 +30%");
        assertThat(limits.unseen()).isEmpty();
    }

    @Test
    void whatTheFileLimitsMoreTightlyAlreadyStandsInAsItIs() throws Exception {
        CanaryLimits limits = with("regression: { init_cpu: { p50: +20%, p95: +20% }, init_duration: { p50: +10% } }");

        assertThat(limits.text())
                .isEqualTo("warm_duration p50 +10%; guards: init_duration p50 +10%, init_duration p95 +20%,"
                        + " duration p50 +10%");
        assertThat(unseen(limits))
                .containsExactly(
                        "init_cpu p50 +20% cannot be seen in REPORT lines; init_duration p50 +10% is compared instead",
                        "init_cpu p95 +20% cannot be seen in REPORT lines; init_duration p95 +20% is compared instead");
    }

    @Test
    void latenciesAtTheCallerAreReplacedByTheDurationsInThem() throws Exception {
        CanaryLimits limits = with("""
                warm: { invocations: 20 }
                    regression: { client_latency: { p50: +20% }, warm_latency: { p50: +5% } }""");

        assertThat(limits.text())
                .isEqualTo("warm_duration p50 +5%; guards: init_duration p50 +10%, duration p50 +10%,"
                        + " cold_duration p50 +20%");
        assertThat(unseen(limits)).hasSize(2);
    }

    @Test
    void countsAndWhatTheFunctionReportsItselfAreSaidToBeComparedByNothing() throws Exception {
        CanaryLimits limits = with("""
                metrics:
                      - { name: rate, from: emf, better: higher }
                    regression: { major_faults: { p50: +2 }, rate: { p50: -10% } }""");

        assertThat(limits.text()).isEqualTo(LimitChoice.usual().text());
        assertThat(unseen(limits))
                .containsExactly(
                        "major_faults p50 +2 cannot be seen in REPORT lines; nothing is compared instead",
                        "rate p50 -10% cannot be seen in REPORT lines; nothing is compared instead");
    }

    @Test
    void theLimitOfOneEventIsReplacedByThatOfAll() throws Exception {
        Files.writeString(folder.resolve("small.json"), "{}");
        Files.writeString(folder.resolve("large.json"), "{}");
        CanaryLimits limits = with("""
                payloads: { small: small.json, large: large.json }
                    regression: { duration: { small: { p50: +20% } } }""");

        assertThat(unseen(limits))
                .containsExactly("duration.small p50 +20% cannot be seen in REPORT lines; duration p50 +20% is compared"
                        + " instead");
        assertThat(limits.text()).contains("duration p50 +20%");
    }

    @Test
    void withoutRegressionLimitsTheUsualOnesAreTaken() throws Exception {
        CanaryLimits limits = limits("""
                version: 1
                functions:
                  checkout: { package: bootstrap, budgets: { init_cpu: { p50: 1s } } }
                """);

        assertThat(limits).isEqualTo(LimitChoice.usual());
    }
}
