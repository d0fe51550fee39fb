package io.coldgate.thresholds;

import com.google.auto.value.AutoBuilder;
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
 * @param source the source of its code
 * @param configuration its settings
 * @param said the settings that the file specifies rather than leaving them to the gate's defaults
 * @param sampling how many cold starts are measured, and how
 * @param limits its limits
 * @param comparison its comparison with a baseline
 * @param location its location in the file
 * @param places the location of each of its settings
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

    /** Returns a builder on which every component must be set. */
    public static Builder builder() {
        return new AutoBuilder_FunctionSpec_Builder();
    }

    private Builder toBuilder() {
        return new AutoBuilder_FunctionSpec_Builder(this);
    }

    /** Returns the function with another baseline. */
    public FunctionSpec withBaseline(Baseline other) {
        return toBuilder()
                .comparison(new Comparison(Optional.of(other), comparison.regressions()))
                .build();
    }

    /** Returns the function without checks, compared with the given baseline, if any. */
    public FunctionSpec unchecked(Optional<Baseline> other) {
        return toBuilder()
                .limits(limits.without())
                .comparison(new Comparison(other, List.of()))
                .build();
    }

    /**
     * Returns the function with one relative limit as its only check.
     *
     * @param missed probability that the function passes although it is over that limit
     */
    public FunctionSpec comparedWith(Baseline other, RegressionBudget limit, double missed) {
        return toBuilder()
                .limits(new Limits(List.of(), ArtifactBudget.NONE, missed, limits.onInconclusive()))
                .comparison(new Comparison(Optional.of(other), List.of(limit)))
                .build();
    }

    /** Returns the function with another package path. */
    public FunctionSpec packagedAt(Path elsewhere) {
        return toBuilder()
                .source(new Source(source.build(), Optional.of(elsewhere), source.patterns()))
                .build();
    }

    /** Returns the function with another cap on its samples. */
    public FunctionSpec capped(int maxSamples) {
        return toBuilder().sampling(sampling.capped(maxSamples)).build();
    }

    /**
     * Returns a variant: the function with other settings, another name, and no checks.
     *
     * @param build the build command, replacing the file's
     * @param image a container image, replacing the file's image or package
     */
    public FunctionSpec variant(
            String otherName, ConfigurationChange change, Optional<List<String>> build, Optional<String> image) {
        Optional<Path> packagePath = image.isPresent() ? Optional.empty() : source.packagePath();
        return toBuilder()
                .name(otherName)
                .target(target.with(change.layers(), image))
                .source(new Source(build.or(source::build), packagePath, source.patterns()))
                .configuration(configuration.with(change))
                .said(said.and(change))
                .limits(limits.without())
                .comparison(Comparison.NONE)
                .build();
    }

    /** Returns the function in another region. */
    public FunctionSpec inRegion(String region) {
        return toBuilder().target(target.inRegion(region)).build();
    }

    /** Returns whether its checks need a start rather than only its package. */
    public boolean isStarted() {
        return !limits.budgets().isEmpty() || !comparison.regressions().isEmpty();
    }

    /** Returns the location of a setting; the function's own location if the setting has the gate's default. */
    public Location locationOf(Key<?> key) {
        return places.getOrDefault(key, location);
    }

    /** Returns its name in messages: {@code functions.checkout}. */
    public String shown() {
        return shown(name);
    }

    /** Returns a function's name in messages. */
    static String shown(String name) {
        return "functions." + name;
    }

    /** Returns the name of a setting in messages: {@code functions.checkout.package}. */
    public String shown(Key<?> key) {
        return shown() + "." + key.path();
    }

    /** Sets components one by one; see {@link FunctionSpec} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder name(String name);

        Builder target(Target target);

        Builder source(Source source);

        Builder configuration(Configuration configuration);

        Builder said(ConfigurationChange said);

        Builder sampling(Sampling sampling);

        Builder limits(Limits limits);

        Builder comparison(Comparison comparison);

        Builder location(Location location);

        Builder places(Map<Key<?>, Location> places);

        FunctionSpec build();
    }
}
