package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.runtime.code.Reasons;
import java.io.IOException;

/**
 * The error for a failure of this machine rather than of the request. A failure that a retry cannot cure is not a 5xx,
 * because clients would retry it for a minute.
 */
public final class HostFault {
    private static final String ADVICE = ": make room there, or " + Reasons.ANOTHER_FOLDER;

    private HostFault() {}

    /**
     * Returns the error for a request that failed because of a file.
     *
     * @param what what could not be done, as the beginning of a sentence
     */
    public static ApiException of(String what, IOException e) {
        String text = what + ": " + Reasons.of(e);
        return Reasons.isFull(e)
                ? new ApiException(ErrorType.CODE_STORAGE_EXCEEDED, text + " in the temporary folder" + ADVICE)
                : new ApiException(ErrorType.SERVICE, text);
    }

    /** Returns the error for a request whose package could not be kept, for whatever reason. */
    public static ApiException ofPackage(IOException e) {
        return new ApiException(
                ErrorType.CODE_STORAGE_EXCEEDED,
                "The embedded Lambda cannot store the package: " + Reasons.of(e)
                        + (Reasons.isFull(e) ? " in the temporary folder" + ADVICE : ""));
    }
}
