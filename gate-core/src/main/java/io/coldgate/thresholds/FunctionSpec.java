package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One function of the file, with the defaults and the chosen platform's overrides applied.
 *
 * @param name the key in the file: {@code [A-Za-z0-9_-]}, at most 40 characters
 * @param target where it runs
 * @param source what its code is made of
 * @param configuration its settings
 * @param said the settings that the file says, and does not leave to the gate's defaults
 * @param sampling how many cold starts are taken, and how
 * @param limits what it must keep to
 * @param comparison what it is compared with
 * @param location where the function stands in the file
 * @param places where each of its settings stands
 */
public record FunctionSpec(
        String name,
        Target target,
        Source source,
        Configuration configuration,
        ConfigurationChange said,
        Sampling sampling,
        Limits limits,
        Comparison comparison,
        Location location,
        Map<Key<?>, Location> places) {
    /** Copies the places. */
    public FunctionSpec {
        places = Map.copyOf(places);
    }

    /** Returns the same, compared with something else. */
    public FunctionSpec withBaseline(Baseline other) {
        Comparison changed = new Comparison(Optional.of(other), comparison.regressions());
        return new FunctionSpec(name, target, source, configuration, said, sampling, limits, changed, location, places);
    }

    /** Returns the same with nothing to check, compared with that if anything. */
    public FunctionSpec unchecked(Optional<Baseline> other) {
        Comparison changed = new Comparison(other, List.of());
        return new FunctionSpec(
                name, target, source, configuration, said, sampling, limits.without(), changed, location, places);
    }

    /**
     * Returns the same with one relative limit and nothing else to check.
     *
     * @param missed probability to pass although it is over that limit
     */
    public FunctionSpec comparedWith(Baseline other, RegressionBudget limit, double missed) {
        Limits alone = new Limits(List.of(), ArtifactBudget.NONE, missed, limits.onInconclusive());
        Comparison changed = new Comparison(Optional.of(other), List.of(limit));
        return new FunctionSpec(name, target, source, configuration, said, sampling, alone, changed, location, places);
    }

    /** Returns the same with its package elsewhere. */
    public FunctionSpec packagedAt(Path elsewhere) {
        Source moved = new Source(source.build(), Optional.of(elsewhere), source.patterns());
        return new FunctionSpec(
                name, target, moved, configuration, said, sampling, limits, comparison, location, places);
    }

    /**
     * Returns a variant: the same with other settings, under another name, and with nothing to check.
     *
     * @param build makes the package, in place of the file's command
     * @param image a container image in place of the file's, or of its package
     */
    public FunctionSpec variant(
            String otherName, ConfigurationChange change, Optional<List<String>> build, Optional<String> image) {
        return new FunctionSpec(
                otherName,
                target.with(change.layers(), image),
                new Source(
                        build.or(source::build),
                        image.isPresent() ? Optional.empty() : source.packagePath(),
                        source.patterns()),
                configuration.with(change),
                said.and(change),
                sampling,
                limits.without(),
                Comparison.NONE,
                location,
                places);
    }

    /** Returns the same in another region. */
    public FunctionSpec inRegion(String region) {
        return new FunctionSpec(
                name,
                target.inRegion(region),
                source,
                configuration,
                said,
                sampling,
                limits,
                comparison,
                location,
                places);
    }

    /** Returns whether a verdict on it needs a start; otherwise its package alone is looked at. */
    public boolean isStarted() {
        return !limits.budgets().isEmpty() || !comparison.regressions().isEmpty();
    }

    /** Returns where the setting stands; the function's own place where the gate's default is taken. */
    public Location locationOf(Key<?> key) {
        return places.getOrDefault(key, location);
    }

    /** Returns how messages name the setting: {@code functions.checkout.package}. */
    public String shown(Key<?> key) {
        return "functions." + name + "." + key.path();
    }
}
