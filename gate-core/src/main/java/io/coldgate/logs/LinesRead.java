package io.coldgate.logs;

/**
 * Numbers of lines read from a log.
 *
 * @param all the number of all lines
 * @param ofInvocations the number of START and REPORT lines
 */
public record LinesRead(long all, long ofInvocations) {
    /** No lines. */
    public static final LinesRead NONE = new LinesRead(0, 0);

    /** Returns the sum of these numbers and those of another log. */
    public LinesRead plus(LinesRead other) {
        return new LinesRead(all + other.all, ofInvocations + other.ofInvocations);
    }
}
