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

    /** The identifiers that AWS offers (2026), in the order of its error message about an unknown identifier. */
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

    /** The identifiers with which functions can no longer be created or updated. */
    public static final List<String> ENDED = List.of("provided", GO);

    /** The identifiers, no longer offered, that a deployed function may still have. */
    public static final List<String> OUTLIVED = List.of("nodejs18.x");

    /** The offered identifiers that support SnapStart. */
    public static final List<String> SNAP_START =
            OFFERED.stream().filter(RuntimeIdentifiers::hasSnapStart).toList();

    private RuntimeIdentifiers() {}

    /** Returns whether the package contains its own {@code bootstrap}, so Lambda ignores the handler's name. */
    public static boolean isProvided(String runtime) {
        return runtime.startsWith("provided.");
    }

    /** Returns whether AWS supports SnapStart for that runtime, or for a later one of its family. */
    public static boolean hasSnapStart(String runtime) {
        return SNAPSHOTS.matcher(runtime).matches();
    }
}
