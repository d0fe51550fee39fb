package io.coldgate.thresholds.read;

import io.coldgate.unit.Printable;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of environment variables that Lambda accepts. */
public final class VariableNames {
    /** Lambda's own pattern for names. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

    /** Names that Lambda sets itself and refuses in a configuration. */
    static final Set<String> RESERVED = Set.of(
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

    private VariableNames() {}

    /** What is wrong with the name, in words for the user; empty when it is good. */
    public static Optional<String> complaint(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("reserved: Lambda sets this variable itself; remove it");
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(
                        Printable.quote(name)
                                + ": not a variable's name for Lambda: a letter, then one or more letters, digits, underscores");
    }
}
