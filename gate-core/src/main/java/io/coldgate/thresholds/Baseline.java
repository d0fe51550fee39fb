package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the candidate is compared with: the same function with the fields named here changed.
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
        Location location) {}
