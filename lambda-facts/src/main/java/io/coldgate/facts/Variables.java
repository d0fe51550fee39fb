package io.coldgate.facts;

import java.util.Set;
import java.util.regex.Pattern;

/** Environment variables of functions. */
public final class Variables {
    /**
     * Names that only Lambda sets: a configuration with them is refused, and a user's value never reaches the function
     * (source: AWS's developer guide, "Defined runtime environment variables").
     */
    public static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    /** The names that a configuration may contain (source: the API's pattern of {@code EnvironmentVariableName}). */
    public static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

    /** The largest total size of names and values in bytes (source: AWS's quotas). */
    public static final int LARGEST = 4096;

    private Variables() {}
}
