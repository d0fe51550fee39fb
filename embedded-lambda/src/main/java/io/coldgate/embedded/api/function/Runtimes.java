package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.facts.RuntimeIdentifiers;
import java.util.regex.Pattern;

/**
 * The runtime identifiers that a function can be created with. An invocation shows whether this machine can run a
 * runtime.
 */
public final class Runtimes {
    // Older and newer members of the same families: a runtime is not refused here because of its end of life.
    private static final Pattern FAMILY =
            Pattern.compile("nodejs\\d{1,2}\\.x|python3\\.\\d{1,2}|java(8\\.al2|\\d{2})|dotnet\\d{1,2}|ruby\\d\\.\\d|"
                    + "provided\\.al\\d{1,4}");

    private Runtimes() {}

    /** Refuses SnapStart for a runtime without snapshots on AWS. */
    public static void checkSnapStart(FunctionSettings settings) {
        if (settings.snapStart().equals("PublishedVersions") && !RuntimeIdentifiers.hasSnapStart(settings.runtime())) {
            throw ApiException.invalid(settings.runtime() + " is not supported for SnapStart enabled functions.");
        }
    }

    /** Refuses an invalid runtime identifier. */
    public static void check(String runtime) {
        if (RuntimeIdentifiers.ENDED.contains(runtime)) {
            throw ApiException.invalid("The runtime parameter of " + runtime
                    + " is no longer supported for creating or updating AWS Lambda functions. We recommend you use the"
                    + " new runtime (provided.al2023) while creating or updating functions.");
        }
        if (!FAMILY.matcher(runtime).matches()) {
            throw ApiException.invalid("Value " + runtime
                    + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
                    + RuntimeIdentifiers.OFFERED
                    + " or be a valid ARN");
        }
    }
}
