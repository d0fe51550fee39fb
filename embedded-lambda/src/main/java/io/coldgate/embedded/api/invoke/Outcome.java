package io.coldgate.embedded.api.invoke;

import io.coldgate.embedded.runtime.environment.InvocationResult;

/**
 * The outcome of an invocation.
 *
 * @param version the version that ran
 * @param result its response and its measurements
 */
public record Outcome(String version, InvocationResult result) {}
