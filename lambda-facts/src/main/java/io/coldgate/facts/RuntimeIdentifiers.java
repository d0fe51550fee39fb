package io.coldgate.facts;

import java.util.List;
import java.util.regex.Pattern;

/** Lambda's runtime identifiers. */
public final class RuntimeIdentifiers {
    // Java 11, Python 3.12, .NET 8 and later (source: AWS's developer guide, "Lambda SnapStart").
    private static final Pattern SNAPSHOTS =
            Pattern.compile("java(1[1-9]|[2-9]\\d)|python3\\.(1[2-9]|[2-9]\\d)|dotnet([89]|\\d{2})");

    /** The runtime of functions that bring their own program. */
    public static final String PROVIDED = "provided.al2023";

    /** The runtime of Go functions until 2023. */
    public static final String GO = "go1.x";

    /**
     * The identifiers that AWS offers (2026), in the order in which it lists them in the error for one that it does not
     * know.
     */
    public static final List<String> OFFERED = List.of(
            "nodejs20.x",
            "nodejs22.x",
            "nodejs24.x",
            "provided.al2",
            PROVIDED,
            "python3.9",
            "python3.10",
            "python3.11",
            "python3.12",
            "python3.13",
            "python3.14",
            "java8.al2",
            "java11",
            "java17",
            "java21",
            "java25",
            "dotnet8",
            "dotnet10",
            "ruby3.2",
            "ruby3.3",
            "ruby3.4");

    /** The identifiers that no function can be created with, or updated to, any more. */
    public static final List<String> ENDED = List.of("provided", GO);

    /** The identifiers that a deployed function may still have, besides those on offer. */
    public static final List<String> OUTLIVED = List.of("nodejs18.x");

    /** The identifiers of which AWS takes snapshots (SnapStart), of the ones on offer. */
    public static final List<String> SNAP_START =
            OFFERED.stream().filter(RuntimeIdentifiers::hasSnapStart).toList();

    private RuntimeIdentifiers() {}

    /** Returns whether the package brings its own {@code bootstrap}, so that Lambda ignores the handler's name. */
    public static boolean isProvided(String runtime) {
        return runtime.startsWith("provided.");
    }

    /** Returns whether AWS takes snapshots of functions of that runtime, or of a later one of its family. */
    public static boolean hasSnapStart(String runtime) {
        return SNAPSHOTS.matcher(runtime).matches();
    }
}
