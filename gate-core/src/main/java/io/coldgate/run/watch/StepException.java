package io.coldgate.run.watch;

import java.util.Objects;

/** A step that could not be taken; the message is one line for people. */
final class StepException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean answered;

    StepException(String message) {
        this(message, true);
    }

    /**
     * A step of which it may not be known whether it was taken.
     *
     * @param answered whether the platform said no; else it may have done what it was asked for
     */
    StepException(String message, boolean answered) {
        super(message);
        this.answered = answered;
    }

    /** Returns whether nothing was done for certain. */
    boolean isAnswered() {
        return answered;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
