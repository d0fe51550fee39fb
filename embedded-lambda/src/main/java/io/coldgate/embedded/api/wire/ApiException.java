package io.coldgate.embedded.api.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request that is answered with an error. Has no stack trace, because it is a normal answer rather than a failure of
 * the server.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorType type;
    private final String reason;
    private int retryAfterSeconds;

    /** An error of {@code type} with its message. */
    public ApiException(ErrorType type, String message) {
        this(type, message, "");
    }

    /** An error with a {@code Reason} member. */
    public ApiException(ErrorType type, String message, String reason) {
        super(message, null, false, false);
        this.type = type;
        this.reason = reason;
    }

    /** 400 InvalidParameterValueException. */
    public static ApiException invalid(String message) {
        return new ApiException(ErrorType.INVALID_PARAMETER_VALUE, message);
    }

    /** 404 ResourceNotFoundException. */
    public static ApiException notFound(String message) {
        return new ApiException(ErrorType.RESOURCE_NOT_FOUND, message);
    }

    /** 409 ResourceConflictException. */
    public static ApiException conflict(String message) {
        return new ApiException(ErrorType.RESOURCE_CONFLICT, message);
    }

    /** 409 for a function whose update is still under way. */
    public static ApiException updateInProgress(String arn) {
        return conflict(
                "The operation cannot be performed at this time. An update is in progress for resource: " + arn);
    }

    /**
     * 429 for a caller that sends more requests than the control plane accepts.
     *
     * @param retryAfterSeconds the wait that the answer asks for; 0 for none
     */
    public static ApiException rateExceeded(int retryAfterSeconds) {
        ApiException exceeded =
                new ApiException(ErrorType.TOO_MANY_REQUESTS, "Rate exceeded", "CallerRateLimitExceeded");
        exceeded.retryAfterSeconds = retryAfterSeconds;
        return exceeded;
    }

    /** Returns the type of the error. */
    public ErrorType type() {
        return type;
    }

    /** {@code Reason} of a throttled call; empty for none. */
    public String reason() {
        return reason;
    }

    /** The error as an answer. */
    public Reply reply() {
        ObjectNode body = Json.object();
        if (!reason.isEmpty()) {
            body.put("Reason", reason);
        }
        if (!type.type().isEmpty()) {
            body.put("Type", type.type());
        }
        body.put(type.messageMember(), getMessage());
        Reply reply = Reply.json(type.status(), body).with("x-amzn-ErrorType", type.code());
        return retryAfterSeconds == 0 ? reply : reply.with("Retry-After", Integer.toString(retryAfterSeconds));
    }
}
