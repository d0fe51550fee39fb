package io.coldgate.embedded.api.invoke;

import io.coldgate.embedded.runtime.environment.InvocationResult;

/**
 * The outcome of an invocation.
 *
 * @param version the version that ran
 * @param result what it answered and what was measured
 */
public record Outcome(String version, InvocationResult result) {}
