package io.coldgate.report.document;

/** A file is no report of this version; the message is one line for the user. */
public final class ReportFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    ReportFormatException(String message) {
        super(message);
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNull(super.getMessage());
    }
}
