package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.util.Map;
import java.util.Objects;
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
 * @param places where each key of this function stands, by its path below the function ({@code package},
 *     {@code budgets.init_duration.p95}); the function itself is the empty path
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
        Map<String, Location> places) {
    /** Copies the places. */
    public FunctionSpec {
        places = Map.copyOf(places);
    }

    /** Returns the same, compared with something else. */
    public FunctionSpec withBaseline(Baseline other) {
        Comparison changed = new Comparison(Optional.of(other), comparison.regressions());
        return new FunctionSpec(name, target, source, configuration, said, sampling, limits, changed, places);
    }

    /** Returns a variant: the same with other settings, under another name, and with nothing to check. */
    public FunctionSpec variant(String otherName, ConfigurationChange change) {
        return new FunctionSpec(
                otherName,
                target,
                source,
                configuration.with(change),
                said.and(change),
                sampling,
                limits.without(),
                Comparison.NONE,
                places);
    }

    /** Returns the same in another region. */
    public FunctionSpec inRegion(String region) {
        return new FunctionSpec(
                name, target.inRegion(region), source, configuration, said, sampling, limits, comparison, places);
    }

    /** Returns where the key stands; the function itself when the key came from the defaults of the gate. */
    public Location locationOf(String path) {
        Location location = places.get(path);
        return location != null ? location : Objects.requireNonNull(places.get(""));
    }
}
