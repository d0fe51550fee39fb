package io.coldgate.thresholds.read;

import io.coldgate.facts.RuntimeIdentifiers;
import io.coldgate.thresholds.ArtifactBudget;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.Comparison;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Limits;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Source;
import io.coldgate.thresholds.Target;
import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges the sections of the file that apply to a function, and checks the merged result. */
final class FunctionAssembler {
    private static final PlatformName DEFAULT_PLATFORM = PlatformName.EMBEDDED;
    private static final EnvironmentReader ENVIRONMENT = new EnvironmentReader(Configuration.ENVIRONMENT);
    private static final Key<?> WRAPPER = Configuration.ENVIRONMENT.below("AWS_LAMBDA_EXEC_WRAPPER");

    private final Scope defaults;
    private final ReadOptions options;
    private final Mistakes mistakes;
    private final List<WatchedFunction> watched;

    /**
     * An assembler of one function.
     *
     * @param options the command line's overrides for this function
     * @param watched receives the function if it is watched in production
     */
    FunctionAssembler(Scope defaults, ReadOptions options, Mistakes mistakes, List<WatchedFunction> watched) {
        this.defaults = defaults;
        this.options = options;
        this.mistakes = mistakes;
        this.watched = watched;
    }

    private boolean isWatchedAlone(Field field, PlatformName platform, Settings merged) {
        Optional<Watch> watch = WatchReader.assemble(field, merged);
        watch.ifPresent(found -> watched.add(new WatchedFunction(
                field.key(),
                new Target(platform, merged.get(Target.ENDPOINT), CloudReader.assemble(merged)),
                found,
                mistakes.location(field.keyAt()))));
        return merged.isSaid(Watch.KEY) && !isChecked(merged);
    }

    private static boolean isChecked(Settings merged) {
        return merged.isSaid(Limits.BUDGETS)
                || merged.isSaid(ArtifactBudget.KEY)
                || merged.isSaid(Limits.PACKAGES)
                || merged.isSaid(Comparison.REGRESSION);
    }

    /**
     * Returns the function with everything applied. Empty when it has no package, which is reported, and when it is
     * only watched in production.
     */
    Optional<FunctionSpec> assemble(Field field, Scope function) {
        PlatformName platform = options.platformOverride()
                .or(() -> function.base().get(Target.PLATFORM))
                .or(() -> defaults.base().get(Target.PLATFORM))
                .orElse(DEFAULT_PLATFORM);
        Settings merged = function.on(platform, defaults.on(platform, new Settings()));
        if (isWatchedAlone(field, platform, merged)) {
            return Optional.empty();
        }
        new DecidableCheck(options, mistakes).check(field, merged, LimitsReader.missed(merged));
        checkHandler(field, merged);
        checkProbe(field, platform, merged);
        InvocationsReader.check(field, merged, options);
        PayloadsReader.check(field, merged);
        if (!isChecked(merged)) {
            field.wrongKey("nothing to check on platform " + platform.key()
                    + ": add budgets, such as init_duration: { p95: 120ms }, or artifact");
        }
        Optional<Path> packagePath = merged.get(Source.PACKAGE);
        boolean otherCode = CloudChecks.hasOtherCode(merged, platform);
        if (!merged.isSaid(Source.PACKAGE) && !otherCode) {
            field.wrongKey("no package: add package: and the path of a zip, a folder or an executable");
        }
        Map<String, String> environment = ENVIRONMENT.variables(merged);
        ENVIRONMENT.checkSize(environment, merged, mistakes);
        BaselineReader.Candidate candidate = BaselineReader.Candidate.of(merged, environment);
        Optional<Baseline> baseline = BaselineReader.assemble(merged, candidate, mistakes);
        BaselineReader.checkPlatform(merged, platform, mistakes);
        CloudChecks.check(field, merged, platform, mistakes);
        if (platform == PlatformName.AWS && !options.withoutRoles()) {
            noteMissingRole(field, merged);
        }
        checkComparison(field, merged, candidate, baseline);
        return packagePath.isPresent() || otherCode
                ? Optional.of(build(field, platform, merged, environment, baseline))
                : Optional.empty();
    }

    /**
     * Notes a missing role. This alone does not reject the file, because a run that leaves the function out does not
     * need it.
     */
    private void noteMissingRole(Field field, Settings merged) {
        boolean started = merged.isSaid(Limits.BUDGETS) || merged.isSaid(Comparison.REGRESSION);
        if (started && !merged.isSaid(Configuration.ROLE) && !merged.isSaid(CloudSettings.FUNCTION)) {
            mistakes.addBeside(field.keyAt(), field.path(), MissingRole.MESSAGE + "; " + MissingRole.REMEDY);
        }
    }

    /** Checks that a baseline and relative limits come together, and that the baseline differs from the candidate. */
    private void checkComparison(
            Field function, Settings merged, BaselineReader.Candidate candidate, Optional<Baseline> baseline) {
        boolean compared = merged.setting(Baseline.KEY).isPresent();
        boolean limited = merged.isSaid(Comparison.REGRESSION);
        if (limited && !compared) {
            wrong(
                    function,
                    merged,
                    Comparison.REGRESSION,
                    "no baseline to compare with: add baseline:, such as { ref: origin/main }, or remove the limits");
        } else if (compared && !limited) {
            wrong(
                    function,
                    merged,
                    Baseline.KEY,
                    "nothing to compare: add regression:, such as init_duration: { p50: +10% }, or write baseline:"
                            + " none");
        } else if (baseline.isPresent() && !isWrong(merged) && !candidate.isChangedBy(baseline.get())) {
            wrong(
                    function,
                    merged,
                    Baseline.KEY,
                    "changes nothing: name something that differs from the candidate, such as ref: origin/main");
        }
    }

    /** Returns whether a mistake in the baseline has already been reported. */
    private static boolean isWrong(Settings merged) {
        return merged.all(Settings.Mark.class).stream()
                .anyMatch(entry -> entry.getKey().startsWith(Baseline.KEY.path())
                        && entry.getValue().value() == Settings.Mark.WRONG);
    }

    /** Reports a mistake at the function's own key, or at the function if the key is inherited. */
    private void wrong(Field function, Settings merged, Key<?> key, String message) {
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
            Map<String, String> environment,
            Optional<Baseline> baseline) {
        Map<Key<?>, Location> places = new HashMap<>();
        merged.positions().forEach((key, at) -> places.put(key, mistakes.location(at)));
        return FunctionSpec.builder()
                .name(field.key())
                .target(new Target(platform, merged.get(Target.ENDPOINT), CloudReader.assemble(merged)))
                .source(SourceReader.assemble(merged))
                .configuration(ConfigurationReader.assemble(merged, environment))
                .said(ConfigurationReader.said(merged, environment))
                .sampling(SamplingReader.assemble(merged, platform, options))
                .limits(LimitsReader.assemble(merged))
                .comparison(new Comparison(baseline, RegressionReader.assemble(merged)))
                .location(mistakes.location(field.keyAt()))
                .places(places)
                .build();
    }

    /**
     * Checks that the probe is possible: it replaces a custom runtime's bootstrap or a managed runtime's wrapper
     * script, of which there can be only one.
     */
    private void checkProbe(Field field, PlatformName platform, Settings merged) {
        boolean probe = ConfigurationReader.isProbed(merged);
        if (!probe
                && platform == PlatformName.LOCALSTACK
                && SamplingReader.fanOut(merged, platform, options).starts() > 1) {
            wrong(
                    field,
                    merged,
                    Sampling.FAN_OUT,
                    "more than one start at a time needs probe: true on LocalStack, where nothing else tells which of"
                            + " them was cold");
        }
        if (!probe || RuntimeIdentifiers.isProvided(ConfigurationReader.runtime(merged))) {
            return;
        }
        if (merged.setting(WRAPPER).isPresent()) {
            wrong(
                    field,
                    merged,
                    Configuration.PROBE,
                    "wraps a managed runtime by AWS_LAMBDA_EXEC_WRAPPER, which the function's"
                            + " environment sets: remove one of them");
        }
    }

    private void checkHandler(Field field, Settings merged) {
        Optional<String> runtime =
                merged.get(Configuration.RUNTIME).filter(name -> !RuntimeIdentifiers.isProvided(name));
        if (runtime.isPresent() && !merged.isSaid(Configuration.HANDLER) && !merged.isSaid(CloudSettings.IMAGE)) {
            field.wrongKey("runtime " + runtime.get() + " needs a handler: add handler:, such as "
                    + (runtime.get().startsWith("java") ? "com.example.App::handleRequest" : "index.handler"));
        }
    }
}
