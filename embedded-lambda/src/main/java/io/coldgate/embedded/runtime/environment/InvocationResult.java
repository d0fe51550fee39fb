package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.log.Measurements;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an invocation.
 *
 * @param payload the function's response, or the error document
 * @param functionError {@code Unhandled} when the function or its runtime failed, else null
 * @param logTail the last 4,096 bytes (at most) of the invocation's log, ending with its report
 * @param measurements the measurements
 */
public record InvocationResult(
        byte[] payload, @Nullable String functionError, byte[] logTail, Measurements measurements) {}
