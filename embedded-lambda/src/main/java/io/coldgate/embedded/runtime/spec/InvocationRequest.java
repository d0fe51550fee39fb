package io.coldgate.embedded.runtime.spec;

import org.jspecify.annotations.Nullable;

/**
 * One invocation, as it is handed to an environment.
 *
 * @param requestId a uuid
 * @param invokedFunctionArn the ARN with the qualifier that the caller used, if any
 * @param payload the event, as sent
 * @param clientContext the decoded client context (JSON), or null
 * @param traceId value of the X-Ray trace header
 */
public record InvocationRequest(
        String requestId,
        String invokedFunctionArn,
        byte[] payload,
        @Nullable String clientContext,
        String traceId) {}
