package io.coldgate.change;

import io.coldgate.unit.Problem;

/** Git cannot tell what changed; the message is the problem's line. */
public final class ChangeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    ChangeException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    /** Returns why git cannot tell. */
    public Problem problem() {
        return problem;
    }
}
