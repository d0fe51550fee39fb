package io.coldgate.embedded.runtime.language;

/** This machine cannot run the function's runtime; the message names what to install. */
public final class RuntimeUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates an exception for a runtime that cannot run here. */
    public RuntimeUnavailableException(String message) {
        super(message);
    }
}
