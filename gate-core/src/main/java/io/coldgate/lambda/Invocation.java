package io.coldgate.lambda;

import io.coldgate.logs.Report;
import io.coldgate.sample.Failure;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One Invoke call that the platform answered.
 *
 * @param requestId its id on the platform
 * @param failure the function's own failure, if it failed
 * @param logTail the decoded last 4 KB of its log; empty if the platform returned none
 * @param report the report in the tail
 * @param measurements value of the header {@code X-Coldgate-Measurements}, which the embedded Lambda sends
 * @param latencyNanos wall clock around the call
 * @param executedVersion the version that served it; empty if the platform does not report it
 * @param answer the function's answer: a view of the SDK's bytes, not a copy
 */
public record Invocation(
        String requestId,
        Optional<Failure> failure,
        String logTail,
        Optional<Report> report,
        Optional<String> measurements,
        long latencyNanos,
        String executedVersion,
        ByteBuffer answer) {}
