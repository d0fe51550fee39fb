package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which runtime identifiers a function can be created with. Whether this machine can run one shows when it is invoked.
 */
public final class Runtimes {
    /** The identifiers that AWS offers, in the error text for one that it does not know. */
    static final List<String> KNOWN = List.of(
            "nodejs20.x",
            "nodejs22.x",
            "nodejs24.x",
            "provided.al2",
            "provided.al2023",
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

    // Older and newer members of the same families; a runtime's end of life is no reason to refuse it here.
    private static final Pattern FAMILY = Pattern.compile(
            "nodejs\\d{1,2}\\.x|python3\\.\\d{1,2}|java(8\\.al2|\\d{2})|dotnet\\d{1,2}|ruby\\d\\.\\d|provided\\.al\\d{1,4}");

    private static final List<String> RETIRED = List.of("provided", "go1.x");

    // Source: lambda-facts 6; newer members of the families are taken as well.
    private static final Pattern SNAP_START =
            Pattern.compile("java(1[1-9]|[2-9]\\d)|python3\\.(1[2-9]|[2-9]\\d)|dotnet([89]|\\d{2})");

    private Runtimes() {}

    /** Refuses SnapStart for a runtime that AWS takes no snapshots of. */
    public static void checkSnapStart(FunctionSettings settings) {
        if (settings.snapStart().equals("PublishedVersions")
                && !SNAP_START.matcher(settings.runtime()).matches()) {
            throw ApiException.invalid(settings.runtime() + " is not supported for SnapStart enabled functions.");
        }
    }

    /** Refuses what is no runtime identifier. */
    public static void check(String runtime) {
        if (RETIRED.contains(runtime)) {
            throw ApiException.invalid("The runtime parameter of " + runtime
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you use the new"
                    + " runtime (provided.al2023) while creating or updating functions.");
        }
        if (!FAMILY.matcher(runtime).matches()) {
            throw ApiException.invalid("Value " + runtime
                    + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: " + KNOWN
                    + " or be a valid ARN");
        }
    }
}
