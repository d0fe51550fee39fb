package io.coldgate.lambda;

import io.coldgate.logs.Report;
import io.coldgate.sample.Failure;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One Invoke call that the platform answered.
 *
 * @param requestId the platform's id of it
 * @param failure the function's own failure, if it failed
 * @param logTail the decoded last 4 KB of its log; empty when the platform gave none
 * @param report the report found in the tail
 * @param measurements value of the header {@code X-Coldgate-Measurements}, which the embedded Lambda sends
 * @param latencyNanos wall clock around the call
 * @param executedVersion the version that served it; empty when the platform does not say
 * @param answer what the function answered: a view of the SDK's bytes, without a copy
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
