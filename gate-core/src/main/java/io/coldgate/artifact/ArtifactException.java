package io.coldgate.artifact;

import java.util.Objects;

/** A package that cannot be read or created. The message is one line for the user, safe to print. */
public final class ArtifactException extends Exception {
    private static final long serialVersionUID = 1;

    /** An exception with a complete message. */
    public ArtifactException(String message) {
        super(message);
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
