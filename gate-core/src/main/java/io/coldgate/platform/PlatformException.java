package io.coldgate.platform;

/** A platform that cannot be used; the message is one line that names what is missing and what to do. */
public final class PlatformException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A reason. */
    public PlatformException(String message) {
        super(message);
    }

    /** A reason with its cause. */
    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
