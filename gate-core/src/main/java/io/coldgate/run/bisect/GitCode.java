package io.coldgate.run.bisect;

/**
 * The exit codes that {@code git bisect run} expects of a step. Git takes every other code below 128 for a slow commit,
 * 2 for a misspelt option as much as 4 for a platform that is away.
 */
public final class GitCode {
    /** The commit is fast. */
    public static final int FAST = 0;

    /** The commit is slow. */
    public static final int SLOW = 1;

    /** Nothing can be said of the commit. */
    public static final int SKIP = 125;

    /** The least code that ends git's bisection; git names no commit then. */
    public static final int ABORT = 128;

    private GitCode() {}

    /** Returns the code that a step ends with in place of that one: what git would misread ends its bisection. */
    public static int of(int code) {
        return code == FAST || code == SLOW || code == SKIP || code >= ABORT ? code : ABORT;
    }
}
