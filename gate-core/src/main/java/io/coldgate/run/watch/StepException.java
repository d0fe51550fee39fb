package io.coldgate.run.watch;

/** A step that could not be taken; the message is one line for people. */
final class StepException extends Exception {
    private static final long serialVersionUID = 1L;

    StepException(String message) {
        super(message);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNull(super.getMessage());
    }
}
