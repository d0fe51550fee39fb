package io.coldgate.embedded.api.wire;

/**
 * The errors of Lambda's API, as they appear on the wire. AWS writes the text as {@code Message} for some and as {@code
 * message} for others, and omits {@code Type} from a few (source: lambda-facts 1.8).
 */
public enum ErrorType {
    /** The resource is not there. */
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 404, "Message", "User"),
    /** A fault of the server. */
    SERVICE("ServiceException", 500, "Message", "Service"),
    /** A parameter's value is not acceptable. */
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400, "message", "User"),
    /** An invocation's payload is not JSON. */
    INVALID_REQUEST_CONTENT("InvalidRequestContentException", 400, "message", "User"),
    /** A parameter breaks a constraint of the API's model. */
    VALIDATION("ValidationException", 400, "message", ""),
    /** The request's body is not the JSON that the API expects. */
    SERIALIZATION("SerializationException", 400, "Message", "User"),
    /** The resource exists, or is in a state that does not allow this. */
    RESOURCE_CONFLICT("ResourceConflictException", 409, "message", "User"),
    /** The revision is not the one that was expected. */
    PRECONDITION_FAILED("PreconditionFailedException", 412, "message", "User"),
    /** An invocation's payload is too large. */
    REQUEST_TOO_LARGE("RequestTooLargeException", 413, "message", "User"),
    /** A request of the control plane is too large. */
    REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLargeException", 413, "message", ""),
    /** There is no room for a package: in the account on AWS, on the machine here. */
    CODE_STORAGE_EXCEEDED("CodeStorageExceededException", 400, "message", "User"),
    /** Throttled. */
    TOO_MANY_REQUESTS("TooManyRequestsException", 429, "message", "User"),
    /** No provisioned concurrency is configured. */
    PROVISIONED_CONCURRENCY_NOT_FOUND("ProvisionedConcurrencyConfigNotFoundException", 404, "message", "User"),
    /** Another account's resource, or a request from a place that is not allowed. */
    ACCESS_DENIED("AccessDeniedException", 403, "Message", ""),
    /** The caller's credentials are no longer valid. */
    EXPIRED_TOKEN("ExpiredTokenException", 403, "message", ""),
    /** A parameter of CloudWatch Logs is not acceptable. */
    INVALID_PARAMETER("InvalidParameterException", 400, "message", ""),
    /** No such operation. */
    UNKNOWN_OPERATION("UnknownOperationException", 404, "Message", "User");

    private final String code;
    private final int status;
    private final String messageMember;
    private final String type;

    ErrorType(String code, int status, String messageMember, String type) {
        this.code = code;
        this.status = status;
        this.messageMember = messageMember;
        this.type = type;
    }

    /** The error code, sent as {@code x-amzn-ErrorType}. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body's member for the text. */
    public String messageMember() {
        return messageMember;
    }

    /** The body's {@code Type}; empty for none. */
    public String type() {
        return type;
    }
}
