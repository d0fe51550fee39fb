package io.coldgate.explain;

import java.util.List;
import java.util.Optional;

/**
 * Imports that lead from one package to another.
 *
 * @param packages full import paths; each imports the next one; at least one
 */
public record ImportChain(List<String> packages) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public ImportChain {
        packages = List.copyOf(packages);
        if (packages.isEmpty()) {
            throw new IllegalArgumentException("a chain without a package");
        }
    }

    /** Returns the package that the chain leads to. */
    public String target() {
        return packages.get(packages.size() - 1);
    }

    /** Returns the chain's first import that the baseline does not have. */
    public Optional<NewEdge> newIn(ImportGraph baseline) {
        for (int i = 0; i + 1 < packages.size(); i++) {
            if (baseline.isNewEdge(packages.get(i), packages.get(i + 1), i == 0)) {
                boolean isNew = !baseline.packages().containsKey(target());
                return Optional.of(new NewEdge(packages.get(i), packages.get(i + 1), isNew));
            }
        }
        return Optional.empty();
    }
}
