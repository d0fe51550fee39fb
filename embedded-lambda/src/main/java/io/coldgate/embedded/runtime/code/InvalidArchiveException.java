package io.coldgate.embedded.runtime.code;

/** An archive that Lambda would refuse; the reason tells which limit or rule it violates. */
public final class InvalidArchiveException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    /** The reason for which an archive is refused. */
    public enum Reason {
        /** Not a zip, or a damaged zip. */
        NOT_A_ZIP,
        /** An entry's name leads out of the archive's folder, or is absolute. */
        TRAVERSAL,
        /** A device or other entry that is neither a file nor a folder, or a link that leads outside. */
        UNSAFE_ENTRY,
        /** An entry's name that is too long for any file on Linux, or for a file below the server's work folder. */
        NAME_TOO_LONG,
        /** More bytes than allowed when unpacked. */
        UNZIPPED_TOO_LARGE,
        /** More entries than allowed. */
        TOO_MANY_ENTRIES
    }

    /** An archive refused for {@code reason}. */
    public InvalidArchiveException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Returns the rule that it violates. */
    public Reason reason() {
        return reason;
    }
}
