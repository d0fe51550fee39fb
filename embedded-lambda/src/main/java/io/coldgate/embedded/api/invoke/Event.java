package io.coldgate.embedded.api.invoke;

import org.jspecify.annotations.Nullable;

/**
 * An event for a run of a function.
 *
 * @param requestId a uuid; the same for every attempt
 * @param payload JSON
 * @param clientContext the decoded client context, or null
 * @param traceId value of the trace header
 */
public record Event(
        String requestId, byte[] payload, @Nullable String clientContext, String traceId) {}
