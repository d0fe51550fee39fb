package io.coldgate.build;

import io.coldgate.unit.Problem;

/** A request that git cannot fulfil; the message is the problem's line. */
public final class GitException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final transient Problem problem;

    /** The reasons that callers distinguish. */
    public enum Kind {
        /** The folder is not in a repository with files. */
        OUTSIDE,
        /** The repository belongs to another user, and git refuses it. */
        FOREIGN,
        /** Another run uses the gate's worktree. */
        TAKEN,
        /** The commit cannot be checked out. */
        NO_CHECKOUT
    }

    GitException(Kind kind, Problem problem) {
        super(problem.line());
        this.kind = kind;
        this.problem = problem;
    }

    /** Returns the reason. */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the problem and its remedy; without a location, because git does not know the file that names the ref.
     */
    public Problem problem() {
        return problem;
    }
}
