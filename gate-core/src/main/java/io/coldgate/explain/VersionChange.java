package io.coldgate.explain;

import io.coldgate.artifact.GoBuild;
import java.util.Optional;

/**
 * A module that two builds hold in different versions.
 *
 * @param module its path
 * @param from the version in the baseline; empty where that does not have the module
 * @param to the version in the candidate; empty where that does not have the module
 */
public record VersionChange(String module, Optional<String> from, Optional<String> to) {
    /**
     * Returns how the module of a package changed; empty when it did not, or the package is of a main module or the
     * standard library.
     *
     * @param importPath of the package
     */
    public static Optional<VersionChange> of(String importPath, GoBuild baseline, GoBuild candidate) {
        Optional<String> module = candidate.moduleOf(importPath).or(() -> baseline.moduleOf(importPath));
        return module.map(path -> new VersionChange(path, version(baseline, path), version(candidate, path)))
                .filter(change -> !change.from().equals(change.to()));
    }

    private static Optional<String> version(GoBuild build, String module) {
        return Optional.ofNullable(build.modules().get(module));
    }
}
