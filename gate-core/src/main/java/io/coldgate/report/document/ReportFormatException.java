package io.coldgate.report.document;

import io.coldgate.unit.Problem;
import java.util.Objects;

/** A file that is not a report of this version; the message is one line: {@code file: what is wrong}. */
public final class ReportFormatException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    /** A complaint about a place: the file, and line and column if they are known. */
    ReportFormatException(Object place, String message) {
        this(Problem.at(place, "", message, ""));
    }

    private ReportFormatException(Problem problem) {
        super(problem.line());
        this.problem = problem;
    }

    /** Returns the file and what is wrong with it. */
    public Problem problem() {
        return problem;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
