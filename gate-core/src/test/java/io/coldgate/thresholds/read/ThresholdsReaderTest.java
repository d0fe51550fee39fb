package io.coldgate.thresholds.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.Payload;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.Target;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes the locale of the JVM")
class ThresholdsReaderTest {
    @TempDir
    private Path folder;

    private Thresholds good(String name, ReadOptions options) throws Exception {
        Path file = Corpus.repository(folder, Corpus.bytes(name));
        ReadResult result = ThresholdsReader.read(file, "thresholds.yaml", options);
        assertThat(result.diagnostics()).extracting(Diagnostic::line).isEmpty();
        return result.thresholds().orElseThrow();
    }

    private static List<String> shown(FunctionSpec function) {
        return function.limits().budgets().stream()
                .map(budget -> budget.metric().key() + " " + budget.rule().key() + " "
                        + budget.limit().format())
                .toList();
    }

    @Test
    void givesTheSmallestFileItsDefaults() throws Exception {
        Thresholds thresholds = good("good/minimal", ReadOptions.none());
        assertThat(thresholds.falseAlarm()).isEqualTo(0.01);
        assertThat(thresholds.sha256()).matches("[0-9a-f]{64}");
        FunctionSpec checkout = thresholds.functions().get(0);
        Path root = folder.toRealPath();
        Location at = new Location("thresholds.yaml", 3, 3);
        assertThat(checkout.location()).isEqualTo(at);
        assertThat(checkout.locationOf(Configuration.MEMORY)).isEqualTo(at);
        assertThat(checkout.limits().budgets().get(0).location()).isEqualTo(new Location("thresholds.yaml", 6, 24));
        assertThat(checkout.sampling().maxSamples()).isEmpty();
        assertThat(checkout.sampling().timeLimit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(checkout.sampling().discard()).isEqualTo(3);
        assertThat(checkout.sampling().fanOut()).isEqualTo(FanOut.NONE);
        assertThat(checkout)
                .isEqualTo(FunctionSpec.builder()
                        .name("checkout")
                        .target(new Target(PlatformName.EMBEDDED, Optional.empty(), CloudSettings.NONE))
                        .source(new Source(
                                Optional.empty(),
                                Optional.of(root.resolve("sub/functions/checkout/function.zip")),
                                List.of()))
                        .configuration(Configuration.builder()
                                .runtime("provided.al2023")
                                .handler("bootstrap")
                                .architecture("x86_64")
                                .memoryMegabytes(512)
                                .timeout(Duration.ofSeconds(30))
                                .environment(Map.of())
                                .role(Optional.empty())
                                .probe(false)
                                .build())
                        .said(ConfigurationChange.NONE)
                        .sampling(Sampling.DEFAULT)
                        .limits(new Limits(
                                List.of(new Budget(
                                        Metric.INIT_DURATION,
                                        new BudgetRule.Quantile("p95", 0.95),
                                        new Quantity(120e6, Dimension.TIME),
                                        new Location("thresholds.yaml", 6, 24))),
                                ArtifactBudget.NONE,
                                0.05,
                                OnInconclusive.WARN))
                        .comparison(Comparison.NONE)
                        .location(at)
                        .places(checkout.places())
                        .build());
    }

    @Test
    void aLimitBelowAPayloadIsOfItsStartsAndAWeightedOneOfAll() throws Exception {
        FunctionSpec a = good("good/payloads", ReadOptions.none()).functions().get(0);

        assertThat(a.configuration().payloads())
                .extracting(Payload::name, Payload::weight)
                .containsExactly(tuple("small", 3), tuple("large", 1));
        assertThat(a.limits().budgets())
                .extracting(
                        budget -> budget.metric().key() + " " + budget.rule().key())
                .containsExactly(
                        "duration p50",
                        "duration[small] p95",
                        "duration[small] max",
                        "duration[large] p50",
                        "duration p95",
                        "max_memory[large] p50");
        assertThat(a.comparison().regressions())
                .extracting(limit -> limit.metric().key())
                .containsExactly("warm_duration[small]", "warm_duration");
    }

    @Test
    void readsEveryKey() throws Exception {
        FunctionSpec checkout =
                good("good/full", ReadOptions.none()).functions().get(0);
        assertThat(checkout.source().build()).contains(List.of("ci/build-function", "functions/checkout"));
        assertThat(checkout.configuration().environment())
                .isEqualTo(Map.of("GOGC", "100", "EMPTY_ONE", "", "DEBUG", "no", "NUMBER", "017"));
        assertThat(checkout.configuration().payloads())
                .containsExactly(Payload.only(folder.toRealPath().resolve("sub/events/checkout.json")));
        assertThat(checkout.configuration().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(checkout.sampling().maxSamples()).hasValue(300);
        assertThat(checkout.limits().artifact().files()).contains(new Quantity(5000, Dimension.COUNT));
        assertThat(checkout.limits().artifact().staticallyLinked()).contains(true);
        assertThat(checkout.configuration().role()).isEmpty();
        assertThat(shown(checkout))
                .containsExactly(
                        "init_duration p50 60.0 ms",
                        "init_duration p95 120 ms",
                        "cold_duration p95 200 ms",
                        "max_memory max 96.0 MB",
                        "init_cpu p90 40.0 ms");
    }

    @Test
    void laysTheChosenPlatformOverTheFunction() throws Exception {
        ReadOptions aws = new ReadOptions(Optional.of(PlatformName.AWS), Optional.of(150));
        FunctionSpec checkout = good("good/full", aws).functions().get(0);
        assertThat(checkout.target().platform()).isEqualTo(PlatformName.AWS);
        assertThat(checkout.configuration().role()).contains("arn:aws:iam::123456789012:role/lambda");
        assertThat(checkout.sampling().maxSamples()).hasValue(150);
        assertThat(shown(checkout)).contains("init_duration p95 90.0 ms", "init_duration p50 60.0 ms");
    }

    @Test
    void laysFunctionsOverDefaults() throws Exception {
        List<FunctionSpec> functions =
                good("good/inherited", ReadOptions.none()).functions();
        assertThat(functions).extracting(FunctionSpec::name).containsExactly("small", "plain", "far");
        FunctionSpec small = functions.get(0);
        assertThat(shown(small)).containsExactly("init_duration p50 50.0 ms", "duration p90 5.00 ms");
        assertThat(small.limits().artifact().zip()).isEmpty();
        assertThat(small.limits().artifact().stripped()).contains(true);
        assertThat(small.configuration().environment()).isEqualTo(Map.of("GOGC", "100", "LEVEL", "debug"));
        assertThat(functions.get(1).limits().budgets()).hasSize(2);
        assertThat(functions.get(1).limits().budgets().get(1).location())
                .isEqualTo(new Location("thresholds.yaml", 5, 33));
        FunctionSpec far = functions.get(2);
        assertThat(far.target().platform()).isEqualTo(PlatformName.AWS);
        assertThat(far.configuration().memoryMegabytes()).isEqualTo(256);
        assertThat(far.configuration().role()).isPresent();
    }

    private static double tolerance(Tolerance tolerance) {
        return tolerance instanceof Tolerance.Amount added
                ? added.amount().value()
                : ((Tolerance.Share) tolerance).share();
    }

    @Test
    void readsLimitsOnCountsAsPlainNumbersAndTheirIncreasesAsEither() throws Exception {
        FunctionSpec function =
                good("good/counts", ReadOptions.none()).functions().get(0);
        assertThat(function.limits().budgets())
                .extracting(budget -> budget.metric().key() + " "
                        + budget.rule().key() + " " + budget.limit().format())
                .containsExactlyInAnyOrder(
                        "major_faults p50 0",
                        "major_faults p95 10",
                        "major_faults max 100,000",
                        "init_read_bytes p95 64.0 kB",
                        "init_read_bytes max 1.00 MB",
                        "init_sockets max 1");
        assertThat(regressions(function))
                .containsExactlyInAnyOrder(
                        "major_faults p50 +2.0",
                        "major_faults p95 +50.0",
                        "init_read_bytes p50 +0.1",
                        "init_sockets p50 +0.0",
                        "init_sockets p90 +1.0");
        assertThat(function.comparison().regressions())
                .filteredOn(budget -> budget.tolerance() instanceof Tolerance.Share)
                .extracting(budget ->
                        budget.metric().key() + " " + budget.quantile().key())
                .containsExactlyInAnyOrder("init_read_bytes p50", "init_sockets p90");
    }

    private static List<String> regressions(FunctionSpec function) {
        return function.comparison().regressions().stream()
                .map(budget ->
                        budget.metric().key() + " " + budget.quantile().key() + " +" + tolerance(budget.tolerance()))
                .toList();
    }

    @Test
    void readsWhatAFunctionIsComparedWith() throws Exception {
        List<FunctionSpec> functions =
                good("good/baselines", ReadOptions.none()).functions();
        Path root = folder.toRealPath();
        FunctionSpec inherits = functions.get(0);
        assertThat(inherits.comparison().baseline())
                .contains(Baseline.ofRef("origin/main", new Location("thresholds.yaml", 4, 3)));
        assertThat(inherits.locationOf(Baseline.REF)).isEqualTo(new Location("thresholds.yaml", 4, 15));
        assertThat(regressions(inherits)).containsExactly("init_duration p50 +0.1", "init_duration p95 +0.25");
        assertThat(inherits.comparison().regressions().get(1).location())
                .isEqualTo(new Location("thresholds.yaml", 6, 33));
        FunctionSpec own = functions.get(1);
        Baseline ownBaseline = own.comparison().baseline().orElseThrow();
        assertThat(ownBaseline.ref())
                .as("an inherited baseline is replaced whole")
                .isEmpty();
        assertThat(own.places()).doesNotContainKey(Baseline.REF);
        assertThat(ownBaseline.change().environment()).isEqualTo(Map.of("GOGC", "200"));
        assertThat(own.configuration().environment()).isEqualTo(Map.of("GOGC", "100", "LEVEL", "info"));
        assertThat(ownBaseline.change().memoryMegabytes()).hasValue(1024);
        assertThat(regressions(own)).containsExactly("init_duration p50 +0.05", "max_memory p50 +0.025");
        FunctionSpec alone = functions.get(2);
        assertThat(alone.comparison().baseline()).isEmpty();
        assertThat(alone.comparison().regressions()).isEmpty();
        Baseline measured = functions.get(3).comparison().baseline().orElseThrow();
        assertThat(measured.packagePath()).contains(root.resolve("sub/released/function.zip"));
        assertThat(measured.change().memoryMegabytes()).hasValue(256);
        assertThat(functions.get(4).comparison().baseline().orElseThrow().ref()).contains("v1.2.3-rc.1^{commit}");
        Baseline published = functions.get(5).comparison().baseline().orElseThrow();
        assertThat(published.version()).contains("7");
        assertThat(published.change().environment()).isEqualTo(Map.of("GOGC", ""));
        Baseline ways = functions.get(6).comparison().baseline().orElseThrow();
        assertThat(ways.build()).contains(List.of("sh", "-c", "make slow && cp bootstrap slow"));
        assertThat(ways.packagePath()).contains(root.resolve("sub/slow/bootstrap"));
        assertThat(ways.change().architecture()).contains("arm64");
        assertThat(ways.change().layers()).contains(List.of("arn:aws:lambda:eu-central-1:123456789012:layer:tools:3"));
    }

    @Test
    void laysTheChosenPlatformsBaselineOverTheFunctions() throws Exception {
        ReadOptions aws = new ReadOptions(Optional.of(PlatformName.AWS), Optional.empty());
        FunctionSpec measured = good("good/baselines", aws).functions().get(3);
        Baseline baseline = measured.comparison().baseline().orElseThrow();
        assertThat(baseline.alias()).contains("live");
        assertThat(baseline.packagePath()).isEmpty();
        assertThat(baseline.change().memoryMegabytes()).isEmpty();
        assertThat(regressions(measured))
                .containsExactly("init_duration p50 +0.1", "init_duration p95 +0.25", "duration p99 +10.0");
    }

    @Test
    void refusesACapFromTheCommandLineUnderWhichNoComparisonIsDecided() throws Exception {
        Path file = Corpus.repository(folder, Corpus.bytes("good/baselines"));
        ReadResult result = ThresholdsReader.read(
                file, "thresholds.yaml", new ReadOptions(Optional.of(PlatformName.AWS), Optional.of(58)));
        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .contains("p95 needs at least 59 rounds to pass; the cap is 58: set --max-samples to 59 or more, or use"
                        + " p90");
    }

    @Test
    void splitsCommandsAsAShellDoes() throws Exception {
        FunctionSpec checkout =
                good("good/build-quotes", ReadOptions.none()).functions().get(0);
        assertThat(checkout.source().build()).contains(List.of("sh", "-c", "make && cp out/bootstrap .", "a b", "c d"));
    }

    @Test
    void refusesACapFromTheCommandLineUnderWhichNothingIsDecided() throws Exception {
        Path file = Corpus.repository(folder, Corpus.bytes("good/minimal"));
        ReadResult result =
                ThresholdsReader.read(file, "thresholds.yaml", new ReadOptions(Optional.empty(), Optional.of(66)));
        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("p95 needs at least 67 cold starts to pass; the cap is 66: set --max-samples to 67 or"
                        + " more, or use p90");
    }

    @Test
    void readsTheSameUnderATurkishLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(good("good/full", ReadOptions.none()).functions()).hasSize(1);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void followsLinksOnlyWithinTheRepository() throws Exception {
        Path outside = Files.createTempDirectory("outside");
        Path file = Corpus.repository(folder, """
                version: 1
                functions:
                  a: { package: inside/x.zip, budgets: { duration: { p50: 1ms } } }
                  b: { package: outside/x.zip, budgets: { duration: { p50: 1ms } } }
                """.getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("sub/inside"), Path.of("../other"));
        Files.createSymbolicLink(folder.resolve("sub/outside"), outside);
        assertThat(ThresholdsReader.read(file, "t.yaml", ReadOptions.none()).diagnostics())
                .extracting(Diagnostic::line)
                .containsExactly(
                        "t.yaml:4:17: functions.b.package: \"outside/x.zip\": leads outside the repository: name"
                                + " something below \"" + folder.toRealPath() + "\"");
        Files.delete(outside);
    }

    @Test
    void takesItsOwnFolderForTheRepositoryWhenThereIsNone() throws Exception {
        Path file = folder.resolve("thresholds.yaml");
        Files.writeString(file, """
                version: 1
                functions:
                  a: { package: ../x.zip, budgets: { duration: { p50: 1ms } } }
                """);
        assertThat(ThresholdsReader.read(file, "t.yaml", ReadOptions.none()).diagnostics())
                .extracting(Diagnostic::message)
                .singleElement()
                .asString()
                .contains("leads outside the repository");
    }
}
