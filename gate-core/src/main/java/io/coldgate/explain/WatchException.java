package io.coldgate.explain;

/** An answer that is not a record of watched starts. */
public final class WatchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** An exception with a sentence for the user. */
    public WatchException(String message) {
        super(message);
    }
}
