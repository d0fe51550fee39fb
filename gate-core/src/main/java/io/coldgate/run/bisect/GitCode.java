package io.coldgate.run.bisect;

/**
 * The exit codes that {@code git bisect run} expects of a step. Git treats every other code below 128 as a slow commit,
 * even 2 for a misspelt option or 4 for an unreachable platform.
 */
public final class GitCode {
    /** The commit is fast. */
    public static final int FAST = 0;

    /** The commit is slow. */
    public static final int SLOW = 1;

    /** The commit cannot be judged. */
    public static final int SKIP = 125;

    /** The lowest code that ends git's bisection without naming a commit. */
    public static final int ABORT = 128;

    private GitCode() {}

    /**
     * Returns the exit code that a step passes to git in place of its own: a code that git would misread ends the
     * bisection.
     */
    public static int of(int code) {
        return code == FAST || code == SLOW || code == SKIP || code >= ABORT ? code : ABORT;
    }
}
