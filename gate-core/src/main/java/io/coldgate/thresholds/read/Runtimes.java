package io.coldgate.thresholds.read;

import java.util.List;

/** Lambda's runtime identifiers that a function can be created with, or that a deployed one may still have. */
final class Runtimes {
    static final List<String> KNOWN = List.of(
            "provided.al2023",
            "provided.al2",
            "java8.al2",
            "java11",
            "java17",
            "java21",
            "java25",
            "python3.9",
            "python3.10",
            "python3.11",
            "python3.12",
            "python3.13",
            "python3.14",
            "nodejs18.x",
            "nodejs20.x",
            "nodejs22.x",
            "nodejs24.x",
            "ruby3.2",
            "ruby3.3",
            "ruby3.4",
            "dotnet8",
            "dotnet10");

    /** What Go functions used until 2023. */
    static final String GO = "go1.x";

    private Runtimes() {}

    /** Whether the package brings its own {@code bootstrap}, so that Lambda ignores the handler's name. */
    static boolean isProvided(String runtime) {
        return runtime.startsWith("provided.");
    }
}
