package io.coldgate.change;

import io.coldgate.unit.Problem;

/** A failure of git to determine the changes; the message is the problem's line. */
public final class ChangeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    ChangeException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    /** Returns the problem. */
    public Problem problem() {
        return problem;
    }
}
