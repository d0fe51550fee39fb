package io.coldgate.thresholds;

import io.coldgate.unit.Quantity;
import java.util.Optional;

/**
 * Limits on what is inside a function's package; decided without a start.
 *
 * @param zip largest size of the archive
 * @param unzipped largest sum of its files' sizes
 * @param files largest number of files
 * @param stripped whether executables must (true) or must not (false) be free of symbol tables and debug information
 * @param staticallyLinked whether executables must (true) or must not (false) do without an interpreter: {@code static}
 */
public record ArtifactBudget(
        Optional<Quantity> zip,
        Optional<Quantity> unzipped,
        Optional<Quantity> files,
        Optional<Boolean> stripped,
        Optional<Boolean> staticallyLinked) {
    public static final Key<Void> KEY = new Key<>("artifact");
    public static final Key<Quantity> ZIP = KEY.below("zip");
    public static final Key<Quantity> UNZIPPED = KEY.below("unzipped");
    public static final Key<Quantity> FILES = KEY.below("files");
    public static final Key<Boolean> STRIPPED = KEY.below("stripped");
    public static final Key<Boolean> STATIC = KEY.below("static");

    /** No limit. */
    static final ArtifactBudget NONE = new ArtifactBudget(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
