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

    /** Returns a builder of which everything is to be set. */
    public static Builder builder() {
        return new AutoBuilder_FunctionSpec_Builder();
    }

    private Builder toBuilder() {
        return new AutoBuilder_FunctionSpec_Builder(this);
    }

    /** Returns the same, compared with something else. */
    public FunctionSpec withBaseline(Baseline other) {
        return toBuilder()
                .comparison(new Comparison(Optional.of(other), comparison.regressions()))
                .build();
    }

    /** Returns the same with nothing to check, compared with that if anything. */
    public FunctionSpec unchecked(Optional<Baseline> other) {
        return toBuilder()
                .limits(limits.without())
                .comparison(new Comparison(other, List.of()))
                .build();
    }

    /**
     * Returns the same with one relative limit and nothing else to check.
     *
     * @param missed probability to pass although it is over that limit
     */
    public FunctionSpec comparedWith(Baseline other, RegressionBudget limit, double missed) {
        return toBuilder()
                .limits(new Limits(List.of(), ArtifactBudget.NONE, missed, limits.onInconclusive()))
                .comparison(new Comparison(Optional.of(other), List.of(limit)))
                .build();
    }

    /** Returns the same with its package elsewhere. */
    public FunctionSpec packagedAt(Path elsewhere) {
        return toBuilder()
                .source(new Source(source.build(), Optional.of(elsewhere), source.patterns()))
                .build();
    }

    /**
     * Returns a variant: the same with other settings, under another name, and with nothing to check.
     *
     * @param build makes the package, in place of the file's command
     * @param image a container image in place of the file's, or of its package
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

    /** Returns the same in another region. */
    public FunctionSpec inRegion(String region) {
        return toBuilder().target(target.inRegion(region)).build();
    }

    /** Returns whether a verdict on it needs a start; otherwise its package alone is looked at. */
    public boolean isStarted() {
        return !limits.budgets().isEmpty() || !comparison.regressions().isEmpty();
    }

    /** Returns where the setting stands; the function's own place where the gate's default is taken. */
    public Location locationOf(Key<?> key) {
        return places.getOrDefault(key, location);
    }

    /** Returns how messages name it: {@code functions.checkout}. */
    public String shown() {
        return shown(name);
    }

    /** Returns how messages name the function of that name. */
    static String shown(String name) {
        return "functions." + name;
    }

    /** Returns how messages name the setting: {@code functions.checkout.package}. */
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
