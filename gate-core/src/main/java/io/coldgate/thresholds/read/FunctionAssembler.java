package io.coldgate.thresholds.read;

import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.Target;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.unit.Quantity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Lays the places of the file over each other and checks what only the whole can show. */
final class FunctionAssembler {
    private static final PlatformName DEFAULT_PLATFORM = PlatformName.EMBEDDED;
    private static final String DEFAULT_RUNTIME = "provided.al2023";
    private static final String DEFAULT_HANDLER = "bootstrap";
    private static final String DEFAULT_ARCHITECTURE = "x86_64";
    private static final int DEFAULT_MEMORY_MB = 512;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(10);

    /** statistics.md 4.1: a transient after a deployment would be fatal to tail budgets. */
    private static final int DEFAULT_DISCARD = 3;

    private static final double DEFAULT_MISSED = Defaults.BETA;
    private static final EnvironmentReader ENVIRONMENT = new EnvironmentReader("environment");

    private final Scope defaults;
    private final ReadOptions options;
    private final Mistakes mistakes;

    FunctionAssembler(Scope defaults, ReadOptions options, Mistakes mistakes) {
        this.defaults = defaults;
        this.options = options;
        this.mistakes = mistakes;
    }

    /** The function with everything applied; empty when it has no package, which is reported. */
    Optional<FunctionSpec> assemble(Field field, Scope function) {
        PlatformName platform = options.platformOverride()
                .or(() -> function.base().get("platform", PlatformName.class))
                .or(() -> defaults.base().get("platform", PlatformName.class))
                .orElse(DEFAULT_PLATFORM);
        Settings merged = function.on(platform, defaults.on(platform, new Settings()));
        List<Budget> budgets = merged.all(Budget.class).stream()
                .map(entry -> (Budget) entry.getValue().value())
                .toList();
        List<RegressionBudget> regressions = merged.all(RegressionBudget.class).stream()
                .map(entry -> (RegressionBudget) entry.getValue().value())
                .toList();
        new DecidableCheck(options, mistakes).check(field, merged, missed(merged));
        checkHandler(field, merged);
        checkProbe(field, platform, merged);
        if (!merged.isSaid("budgets") && !merged.isSaid("artifact") && !merged.isSaid("regression")) {
            field.wrongKey("nothing to check on platform " + platform.key()
                    + ": add budgets, such as init_duration: { p95: 120ms }, or artifact");
        }
        Optional<Path> packagePath = merged.get("package", Path.class);
        boolean otherCode = CloudChecks.hasOtherCode(merged, platform);
        if (!merged.isSaid("package") && !otherCode) {
            field.wrongKey("no package: add package: and the path of a zip, a folder or an executable");
        }
        Map<String, String> environment = ENVIRONMENT.variables(merged);
        ENVIRONMENT.checkSize(environment, merged, mistakes);
        BaselineReader.Candidate candidate =
                new BaselineReader.Candidate(packagePath, environment, memoryMegabytes(merged));
        Optional<Baseline> baseline = BaselineReader.assemble(merged, candidate, mistakes);
        BaselineReader.checkPlatform(merged, platform, mistakes);
        CloudChecks.check(field, merged, platform, mistakes);
        checkComparison(field, merged, candidate, baseline);
        return packagePath.isPresent() || otherCode
                ? Optional.of(build(field, platform, merged, packagePath, environment, budgets, baseline, regressions))
                : Optional.empty();
    }

    /** A baseline and limits relative to it go together, and it must differ from the candidate. */
    private void checkComparison(
            Field function, Settings merged, BaselineReader.Candidate candidate, Optional<Baseline> baseline) {
        boolean compared = merged.setting("baseline").isPresent();
        boolean limited = merged.isSaid("regression");
        if (limited && !compared) {
            wrong(
                    function,
                    merged,
                    "regression",
                    "no baseline to compare with: add baseline:, such as { ref: origin/main }, or remove the limits");
        } else if (compared && !limited) {
            wrong(
                    function,
                    merged,
                    "baseline",
                    "nothing to compare: add regression:, such as init_duration: { p50: +10% }, or write baseline: none");
        } else if (baseline.isPresent() && !isWrong(merged) && !candidate.isChangedBy(baseline.get())) {
            wrong(
                    function,
                    merged,
                    "baseline",
                    "changes nothing: name something that differs from the candidate, such as ref: origin/main");
        }
    }

    /** Whether something in the baseline is reported already. */
    private static boolean isWrong(Settings merged) {
        return merged.all(Settings.Mark.class).stream()
                .anyMatch(entry -> entry.getKey().startsWith("baseline")
                        && entry.getValue().value() == Settings.Mark.WRONG);
    }

    /** Reports at the function's own key, or at the function when the key is inherited. */
    private void wrong(Field function, Settings merged, String key, String message) {
        Optional<Settings.Setting> own =
                merged.setting(key).filter(setting -> setting.path().startsWith(function.path() + "."));
        if (own.isPresent()) {
            mistakes.add(own.get().key(), own.get().path(), message);
        } else {
            function.wrongKey("inherited " + key + ": " + message);
        }
    }

    private FunctionSpec build(
            Field field,
            PlatformName platform,
            Settings merged,
            Optional<Path> packagePath,
            Map<String, String> environment,
            List<Budget> budgets,
            Optional<Baseline> baseline,
            List<RegressionBudget> regressions) {
        Map<String, Location> locations = new HashMap<>();
        merged.positions().forEach((path, at) -> locations.put(path, mistakes.location(at)));
        locations.put("", mistakes.location(field.keyAt()));
        Optional<Integer> cap = options.maxSamplesOverride().or(() -> merged.get("sampling.max", Integer.class));
        Configuration configuration = configuration(merged, environment);
        return new FunctionSpec(
                field.key(),
                new Target(platform, merged.get("endpoint", URI.class), CloudReader.assemble(merged)),
                new Source(
                        merged.get("build", CommandWords.class).map(CommandWords::words),
                        packagePath,
                        merged.get("sources", SourceList.class)
                                .map(SourceList::patterns)
                                .orElse(List.of())),
                configuration,
                said(merged, configuration),
                new Sampling(
                        cap.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        merged.get("sampling.time-limit", Duration.class).orElse(DEFAULT_TIME_LIMIT),
                        merged.get("sampling.discard", Integer.class).orElse(DEFAULT_DISCARD),
                        fanOut(merged, platform)),
                new Limits(
                        budgets,
                        artifact(merged),
                        missed(merged),
                        merged.get("on-inconclusive", OnInconclusive.class).orElse(OnInconclusive.WARN)),
                new Comparison(baseline, regressions),
                locations);
    }

    private static Configuration configuration(Settings merged, Map<String, String> environment) {
        return Configuration.builder()
                .runtime(merged.get("runtime", String.class).orElse(DEFAULT_RUNTIME))
                .handler(merged.get("handler", String.class).orElse(DEFAULT_HANDLER))
                .architecture(merged.get("architecture", String.class).orElse(DEFAULT_ARCHITECTURE))
                .memoryMegabytes(memoryMegabytes(merged))
                .timeout(merged.get("timeout", Duration.class).orElse(DEFAULT_TIMEOUT))
                .environment(environment)
                .payload(merged.get("payload", Path.class))
                .role(merged.get("role", String.class))
                .probe(merged.get("probe", Boolean.class).orElse(false))
                .build();
    }

    /** What the file says replaces what a deployed function has; the gate's own defaults do not. */
    private static ConfigurationChange said(Settings merged, Configuration configuration) {
        return ConfigurationChange.builder()
                .runtime(merged.get("runtime", String.class))
                .handler(merged.get("handler", String.class))
                .architecture(merged.get("architecture", String.class))
                .memoryMegabytes(
                        merged.isSaid("memory") ? OptionalInt.of(configuration.memoryMegabytes()) : OptionalInt.empty())
                .timeout(merged.get("timeout", Duration.class))
                .environment(configuration.environment())
                .build();
    }

    private FanOut fanOut(Settings merged, PlatformName platform) {
        if (merged.setting("provisioned-concurrency").isPresent()) {
            // The first invocation of a version is proven to be its environment's first; a second one is not.
            return new FanOut(1, merged.get("sampling.copies", Integer.class).orElse(1));
        }
        return new FanOut(
                options.fanOutOverride()
                        .or(() -> merged.get("sampling.fan-out", Integer.class))
                        .orElseGet(() -> FanOut.usualStarts(platform)),
                merged.get("sampling.copies", Integer.class).orElse(1));
    }

    private static int memoryMegabytes(Settings merged) {
        return merged.get("memory", Integer.class).orElse(DEFAULT_MEMORY_MB);
    }

    private static double missed(Settings merged) {
        return merged.get("confidence.missed", Double.class).orElse(DEFAULT_MISSED);
    }

    private static ArtifactBudget artifact(Settings merged) {
        return new ArtifactBudget(
                merged.get("artifact.zip", Quantity.class),
                merged.get("artifact.unzipped", Quantity.class),
                merged.get("artifact.files", Quantity.class),
                merged.get("artifact.stripped", Boolean.class),
                merged.get("artifact.static", Boolean.class));
    }

    /** The probe is a custom runtime's bootstrap, or a managed runtime's wrapper; of those there is one. */
    private void checkProbe(Field field, PlatformName platform, Settings merged) {
        boolean probe = merged.get("probe", Boolean.class).orElse(false);
        if (!probe
                && platform == PlatformName.LOCALSTACK
                && fanOut(merged, platform).starts() > 1) {
            wrong(
                    field,
                    merged,
                    "sampling.fan-out",
                    "more than one start at a time needs probe: true on LocalStack, where nothing else tells which of them"
                            + " was cold");
        }
        if (!probe || Runtimes.isProvided(merged.get("runtime", String.class).orElse(DEFAULT_RUNTIME))) {
            return;
        }
        if (platform == PlatformName.EMBEDDED) {
            wrong(
                    field,
                    merged,
                    "probe",
                    "needs runtime provided.* on the embedded platform, which measures a managed"
                            + " runtime without it: set probe: false there");
        } else if (merged.setting("environment.AWS_LAMBDA_EXEC_WRAPPER").isPresent()) {
            wrong(
                    field,
                    merged,
                    "probe",
                    "wraps a managed runtime by AWS_LAMBDA_EXEC_WRAPPER, which the function's"
                            + " environment sets: remove one of them");
        }
    }

    private void checkHandler(Field field, Settings merged) {
        Optional<String> runtime = merged.get("runtime", String.class).filter(name -> !Runtimes.isProvided(name));
        if (runtime.isPresent() && !merged.isSaid("handler") && !merged.isSaid("image")) {
            field.wrongKey("runtime " + runtime.get() + " needs a handler: add handler:, such as "
                    + (runtime.get().startsWith("java") ? "com.example.App::handleRequest" : "index.handler"));
        }
    }
}
