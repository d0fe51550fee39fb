package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import java.util.Comparator;
import java.util.Optional;

/** The versions of the modules of both arms. */
record Versions(Optional<ArmBuild> candidate, Optional<ArmBuild> baseline) {
    /**
     * Returns the change of version of a package's module: the module with the longest path that is a prefix of the
     * package's.
     */
    Optional<Slower.Version> of(String packageName) {
        if (candidate.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> module = moduleOf(packageName, candidate.get());
        if (module.isEmpty()) {
            return Optional.empty();
        }
        String to = candidate.get().modules().getOrDefault(module.get(), "");
        String from = baseline.get().modules().getOrDefault(module.get(), "");
        return from.isEmpty() || from.equals(to)
                ? Optional.empty()
                : Optional.of(new Slower.Version(module.get(), from, to));
    }

    static Optional<String> moduleOf(String packageName, ArmBuild build) {
        return build.modules().keySet().stream()
                .filter(module -> GoModule.isIn(packageName, module))
                .max(Comparator.comparingInt(String::length));
    }
}
