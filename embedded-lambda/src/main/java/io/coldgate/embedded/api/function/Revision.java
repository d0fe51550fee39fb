package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.ErrorType;
import org.jspecify.annotations.Nullable;

/** The {@code RevisionId} that a caller expects of a version, an alias or a policy. */
public final class Revision {
    private static final String MISMATCH = "The Revision Id provided does not match the latest Revision Id. Call"
            + " the GetFunction/GetAlias API to retrieve the latest Revision Id";

    private Revision() {}

    /** Fails with 412 unless {@code given} is null or {@code actual}. */
    public static void require(@Nullable String given, String actual) {
        if (given != null && !given.equals(actual)) {
            throw new ApiException(ErrorType.PRECONDITION_FAILED, MISMATCH);
        }
    }
}
