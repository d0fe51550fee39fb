package io.coldgate.logs;

/**
 * Lines of a log that were read.
 *
 * @param all how many
 * @param ofInvocations how many of them tell that an invocation began, or what it took
 */
public record LinesRead(long all, long ofInvocations) {
    /** Before the first line. */
    public static final LinesRead NONE = new LinesRead(0, 0);

    /** Returns these and one more. */
    LinesRead with(LogLine line) {
        boolean counts = line instanceof LogLine.Start || line instanceof LogLine.Reported;
        return new LinesRead(all + 1, ofInvocations + (counts ? 1 : 0));
    }

    /** Returns these and those of another log. */
    public LinesRead plus(LinesRead other) {
        return new LinesRead(all + other.all, ofInvocations + other.ofInvocations);
    }
}
