package io.coldgate.replay;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;

/** A file of recorded starts that cannot be read; the message is one line, {@code file:line:column: what is wrong}. */
public final class StartsFormatException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 300;
    private final transient Problem problem;

    StartsFormatException(String file, long line, int column, String message) {
        this(Problem.at(Printable.escape(file, LONGEST_NAME) + ":" + line + ":" + column, "", message, ""));
    }

    private StartsFormatException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    /** Returns the location and the description of the error. */
    public Problem problem() {
        return problem;
    }
}
