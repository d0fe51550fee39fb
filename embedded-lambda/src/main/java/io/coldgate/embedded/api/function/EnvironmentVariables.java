package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Sizes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a function's environment variables may be. */
final class EnvironmentVariables {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    // What Lambda itself sets (source: AWS's developer guide, "Defined runtime environment variables").
    private static final Set<String> RESERVED = Set.of(
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
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");
    private static final String UNABLE = "Lambda was unable to configure your environment variables because the"
            + " environment variables you have provided ";

    private EnvironmentVariables() {}

    /** Refuses reserved names, names that no shell takes, and more than 4 KB. */
    static void check(Map<String, String> variables) {
        List<String> reserved =
                variables.keySet().stream().filter(RESERVED::contains).toList();
        if (!reserved.isEmpty()) {
            throw ApiException.invalid(UNABLE
                    + "contains reserved keys that are currently not supported for modification. Reserved keys used in"
                    + " this request: " + String.join(", ", reserved));
        }
        Constraints constraints = new Constraints();
        variables
                .keySet()
                .forEach(name -> constraints.check(
                        NAME.matcher(name).matches(),
                        "environment.variables",
                        name,
                        "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: "
                                + NAME.pattern() + "]"));
        constraints.verify();
        byte[] json = Json.bytes(Json.object(variables));
        if (json.length > Sizes.ENVIRONMENT_BYTES) {
            throw ApiException.invalid(
                    UNABLE + "exceeded the 4KB limit. String measured: " + new String(json, StandardCharsets.UTF_8));
        }
    }
}
