package io.coldgate.thresholds;

import io.coldgate.stats.Defaults;
import io.coldgate.unit.Quantity;
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

    private final Layer defaults;
    private final ReadOptions options;
    private final Mistakes mistakes;

    FunctionAssembler(Layer defaults, ReadOptions options, Mistakes mistakes) {
        this.defaults = defaults;
        this.options = options;
        this.mistakes = mistakes;
    }

    /** The function with everything applied; empty when it has no package, which is reported. */
    Optional<FunctionBudgets> assemble(Field field, Layer function) {
        PlatformName platform = options.platformOverride()
                .or(() -> function.base().get("platform", PlatformName.class))
                .or(() -> defaults.base().get("platform", PlatformName.class))
                .orElse(DEFAULT_PLATFORM);
        Settings merged = function.on(platform, defaults.on(platform, new Settings()));
        List<Budget> budgets = merged.all(Budget.class).stream()
                .map(entry -> (Budget) entry.getValue().value())
                .toList();
        checkDecidable(field, merged);
        checkHandler(field, merged);
        if (!merged.isSaid("budgets") && !merged.isSaid("artifact")) {
            field.wrongKey("nothing to check on platform " + platform.key()
                    + ": add budgets, such as init_duration: { p95: 120ms }, or artifact");
        }
        Optional<Path> packagePath = merged.get("package", Path.class);
        if (!merged.isSaid("package")) {
            field.wrongKey("no package: add package: and the path of a zip, a folder or an executable");
        }
        Map<String, String> environment = EnvironmentReader.variables(merged, mistakes);
        return packagePath.map(path -> build(field, platform, merged, path, environment, budgets));
    }

    private FunctionBudgets build(
            Field field,
            PlatformName platform,
            Settings merged,
            Path packagePath,
            Map<String, String> environment,
            List<Budget> budgets) {
        Map<String, Location> locations = new HashMap<>();
        merged.positions().forEach((path, at) -> locations.put(path, mistakes.location(at)));
        locations.put("", mistakes.location(field.keyAt()));
        Optional<Integer> cap = options.maxSamplesOverride().or(() -> merged.get("sampling.max", Integer.class));
        return new FunctionBudgets(
                field.key(),
                platform,
                merged.get("build", CommandWords.class).map(CommandWords::words),
                packagePath,
                merged.get("runtime", String.class).orElse(DEFAULT_RUNTIME),
                merged.get("handler", String.class).orElse(DEFAULT_HANDLER),
                merged.get("architecture", String.class).orElse(DEFAULT_ARCHITECTURE),
                merged.get("memory", Integer.class).orElse(DEFAULT_MEMORY_MB),
                merged.get("timeout", Duration.class).orElse(DEFAULT_TIMEOUT),
                environment,
                merged.get("payload", Path.class),
                merged.get("role", String.class),
                cap.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                merged.get("sampling.time-limit", Duration.class).orElse(DEFAULT_TIME_LIMIT),
                merged.get("sampling.discard", Integer.class).orElse(DEFAULT_DISCARD),
                missed(merged),
                merged.get("on-inconclusive", OnInconclusive.class).orElse(OnInconclusive.WARN),
                budgets,
                artifact(merged),
                locations);
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

    private void checkHandler(Field field, Settings merged) {
        Optional<String> runtime = merged.get("runtime", String.class).filter(name -> !Runtimes.isProvided(name));
        if (runtime.isPresent() && !merged.isSaid("handler")) {
            field.wrongKey("runtime " + runtime.get() + " needs a handler: add handler:, such as "
                    + (runtime.get().startsWith("java") ? "com.example.App::handleRequest" : "index.handler"));
        }
    }

    private void checkDecidable(Field function, Settings merged) {
        double missed = missed(merged);
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Budget.class)) {
            Budget budget = (Budget) entry.getValue().value();
            if (!(budget.rule() instanceof BudgetRule.Quantile quantile)) {
                continue;
            }
            int needed = Decidable.firstPossiblePass(quantile, missed);
            int cap = options.maxSamplesOverride()
                    .or(() -> merged.get("sampling.max", Integer.class))
                    .orElseGet(() -> Decidable.defaultCap(quantile));
            if (needed > cap) {
                String path = pathOf(function, entry.getKey(), entry.getValue(), merged);
                mistakes.add(entry.getValue().key(), path, undecidable(quantile, needed, cap, missed));
            }
        }
    }

    /** The default's own path when cap and budget both are defaults, so that it is said once and not for each function. */
    private static String pathOf(Field function, String below, Settings.Setting budget, Settings merged) {
        boolean capOfFunction = merged.setting("sampling.max")
                .filter(cap -> cap.path().startsWith(function.path() + "."))
                .isPresent();
        return capOfFunction ? function.path() + "." + below : budget.path();
    }

    private String undecidable(BudgetRule.Quantile quantile, int needed, int cap, double missed) {
        String option = options.maxSamplesOverride().isPresent() ? "--max-samples" : "sampling.max";
        String other = Decidable.within(cap, missed)
                .map(smaller -> ", or use " + smaller.key())
                .orElse("");
        return quantile.key() + " needs at least " + needed + " cold starts to pass; the cap is " + cap + ": set "
                + option + " to " + needed + " or more" + other;
    }
}
