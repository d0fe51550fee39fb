package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The candidate's counterpart in a comparison: the same function with the fields named here changed.
 *
 * @param ref a git ref to build the package from
 * @param packagePath another package, absolute, below the repository
 * @param alias an alias of the function as it is deployed; on AWS
 * @param version a published version of the function as it is deployed; on AWS
 * @param change settings that differ from the candidate's
 * @param location where it stands in the file
 */
public record Baseline(
        Optional<String> ref,
        Optional<Path> packagePath,
        Optional<String> alias,
        Optional<String> version,
        ConfigurationChange change,
        Location location) {
    public static final Key<Void> KEY = new Key<>("baseline");
    public static final Key<String> REF = KEY.below("ref");
    public static final Key<Path> PACKAGE = KEY.below("package");
    public static final Key<String> ALIAS = KEY.below("alias");
    public static final Key<String> VERSION = KEY.below("version");
    public static final Key<Void> ENVIRONMENT = KEY.below("environment");
    public static final Key<Integer> MEMORY = KEY.below("memory");
}
