package io.coldgate.build;

import io.coldgate.unit.Problem;

/** Git cannot give what is asked of a repository; the message is the problem's line. */
public final class GitException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final transient Problem problem;

    /** The reasons that callers tell apart. */
    public enum Kind {
        /** The folder lies in no repository that has files. */
        OUTSIDE,
        /** The repository belongs to another user, and git refuses it. */
        FOREIGN,
        /** Another run has the gate's own worktree. */
        TAKEN,
        /** The commit cannot be checked out. */
        NO_CHECKOUT
    }

    GitException(Kind kind, Problem problem) {
        super(problem.line());
        this.kind = kind;
        this.problem = problem;
    }

    /** Returns which reason it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns why, and what to do; without a place, for git knows of no file that names the ref. */
    public Problem problem() {
        return problem;
    }
}
