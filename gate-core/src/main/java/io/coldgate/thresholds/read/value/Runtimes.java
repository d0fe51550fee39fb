package io.coldgate.thresholds.read.value;

import io.coldgate.facts.RuntimeIdentifiers;
import java.util.List;
import java.util.stream.Stream;

/** Runtime identifiers that a file may name. */
public final class Runtimes {
    /** Runtime families in the order of messages and the schema: custom runtimes first, then by popularity. */
    private static final List<String> FAMILIES = List.of("provided", "java", "python", "nodejs", "ruby", "dotnet");

    /** The identifiers that a function can be created with, or that a deployed one may still have. */
    public static final List<String> KNOWN = Stream.concat(
                    Stream.of(RuntimeIdentifiers.PROVIDED), FAMILIES.stream().flatMap(Runtimes::ofFamily))
            .distinct()
            .toList();

    /** The identifiers that support SnapStart, in the same order. */
    public static final List<String> SNAP_START =
            KNOWN.stream().filter(RuntimeIdentifiers::hasSnapStart).toList();

    private Runtimes() {}

    private static Stream<String> ofFamily(String family) {
        return Stream.concat(RuntimeIdentifiers.OUTLIVED.stream(), RuntimeIdentifiers.OFFERED.stream())
                .filter(runtime -> runtime.startsWith(family));
    }
}
