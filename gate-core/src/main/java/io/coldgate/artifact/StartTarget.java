package io.coldgate.artifact;

import io.coldgate.facts.RuntimeIdentifiers;
import java.util.Set;

/**
 * The target on which a package will be started.
 *
 * @param runtime Lambda's identifier, such as {@code provided.al2023}
 * @param handler as configured
 * @param architectures Lambda's names of the processors that it may run on; empty for any
 * @param layered whether there are layers below {@code /opt}, whose contents are not known here
 * @param onMacOs whether macOS programs can run, as on the embedded Lambda of a Mac
 */
public record StartTarget(String runtime, String handler, Set<String> architectures, boolean layered, boolean onMacOs) {
    /** Copies the set. */
    public StartTarget {
        architectures = Set.copyOf(architectures);
    }

    /** Returns whether the package contains the program itself. */
    boolean isCustom() {
        return RuntimeIdentifiers.isProvided(runtime);
    }
}
