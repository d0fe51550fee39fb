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
     * A step whose outcome may be unknown.
     *
     * @param answered whether the platform refused; if not, it may have carried out the request
     */
    StepException(String message, boolean answered) {
        super(message);
        this.answered = answered;
    }

    /** Returns whether the step was certainly not taken. */
    boolean isAnswered() {
        return answered;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
