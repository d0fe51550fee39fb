package io.coldgate.embedded.api.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is answered with an error. Has no stack trace: it is an answer, not a fault. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorType type;
    private final String reason;

    /** An error of {@code type} with its text. */
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

    /** What kind of error. */
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
        return Reply.json(type.status(), body).with("x-amzn-ErrorType", type.code());
    }
}
