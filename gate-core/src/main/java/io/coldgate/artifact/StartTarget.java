package io.coldgate.artifact;

import io.coldgate.facts.RuntimeIdentifiers;
import java.util.Set;

/**
 * The target that is to start a package.
 *
 * @param runtime Lambda's identifier, such as {@code provided.al2023}
 * @param handler as configured
 * @param architectures Lambda's names of the processors that it may run on; empty for any
 * @param layered whether layers lie below {@code /opt}, of which nothing is known here
 * @param onMacOs whether the programs of macOS run there: on the embedded Lambda of a Mac
 */
public record StartTarget(String runtime, String handler, Set<String> architectures, boolean layered, boolean onMacOs) {
    /** Copies the set. */
    public StartTarget {
        architectures = Set.copyOf(architectures);
    }

    /** Returns whether the package brings the program itself. */
    boolean isCustom() {
        return RuntimeIdentifiers.isProvided(runtime);
    }
}
