package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The candidate's counterpart in a comparison: the same function with the fields named here changed.
 *
 * @param ref a git ref to build the package from
 * @param build a command that makes the other package, split as a POSIX shell would; run in the file's folder
 * @param packagePath another package, absolute, below the repository
 * @param image another container image, by its URI in ECR
 * @param alias an alias of the function as deployed on AWS
 * @param version a published version of the function as deployed on AWS
 * @param change settings that differ from the candidate's
 * @param location its location in the file
 */
public record Baseline(
        Optional<String> ref,
        Optional<List<String>> build,
        Optional<Path> packagePath,
        Optional<String> image,
        Optional<String> alias,
        Optional<String> version,
        ConfigurationChange change,
        Location location) {
    public static final Key<Void> KEY = new Key<>("baseline");
    public static final Key<String> REF = KEY.below("ref");
    public static final Key<List<String>> BUILD = KEY.below("build");
    public static final Key<Path> PACKAGE = KEY.below("package");
    public static final Key<String> IMAGE = KEY.below("image");
    public static final Key<String> ALIAS = KEY.below("alias");
    public static final Key<String> VERSION = KEY.below("version");
    public static final Key<Void> ENVIRONMENT = KEY.below("environment");
    public static final Key<Integer> MEMORY = KEY.below("memory");
    public static final Key<String> ARCHITECTURE = KEY.below("architecture");
    public static final Key<String> ROLE = KEY.below("role");
    public static final Key<List<String>> LAYERS = KEY.below("layers");

    /** Copies the command. */
    public Baseline {
        build = build.map(List::copyOf);
    }

    /** Returns a baseline with the same code and other settings. */
    public static Baseline of(ConfigurationChange change, Location location) {
        return new Baseline(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                change,
                location);
    }

    /** Returns a baseline with the same settings and the code of a git ref. */
    public static Baseline ofRef(String ref, Location location) {
        return new Baseline(
                Optional.of(ref),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ConfigurationChange.NONE,
                location);
    }
}
