package io.coldgate.logs;

/**
 * Lines of a log that were read.
 *
 * @param all how many
 * @param ofInvocations how many of them tell that an invocation began, or what it took
 */
public record LinesRead(long all, long ofInvocations) {
    /** No line. */
    public static final LinesRead NONE = new LinesRead(0, 0);

    /** Returns these and those of another log. */
    public LinesRead plus(LinesRead other) {
        return new LinesRead(all + other.all, ofInvocations + other.ofInvocations);
    }
}
