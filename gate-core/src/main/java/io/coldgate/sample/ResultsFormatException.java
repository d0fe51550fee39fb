package io.coldgate.sample;

import io.coldgate.unit.Problem;

/** A results file that cannot be read; the message is one line: {@code file:line:col: what is wrong}. */
public final class ResultsFormatException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    /** A complaint about {@code file:line:column}. */
    public ResultsFormatException(String file, long line, int column, String message) {
        this(Problem.at(file + ":" + line + ":" + column, "", message, ""));
    }

    private ResultsFormatException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    /** Returns the location and the description of the error. */
    public Problem problem() {
        return problem;
    }
}
