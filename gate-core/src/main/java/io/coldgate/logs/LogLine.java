package io.coldgate.logs;

/** The meaning of one line of a log, in Lambda's text or JSON format (docs/lambda-facts.md, section 3). */
public sealed interface LogLine {
    /**
     * An invocation begins ({@code START}, {@code platform.start}).
     *
     * @param requestId its request id
     * @param version the version that serves it: a number, or {@code $LATEST}
     */
    record Start(String requestId, String version) implements LogLine {}

    /**
     * The figures of an invocation ({@code REPORT}, {@code platform.report}).
     *
     * @param requestId its request id
     * @param report its figures, without information on a failed init before it
     */
    record Reported(String requestId, Report report) implements LogLine {}

    /**
     * An init has ended before an invocation ({@code INIT_REPORT}, {@code platform.initReport}). The text format has
     * this line only for an init that failed or timed out, the JSON format for every init.
     *
     * @param failed whether the init did not succeed
     */
    record InitReported(boolean failed) implements LogLine {}

    /** Any other line: the function's own output, or a platform line that does not concern an invocation's outcome. */
    record Other() implements LogLine {}
}
