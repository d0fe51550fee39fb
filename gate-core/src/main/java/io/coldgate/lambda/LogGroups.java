package io.coldgate.lambda;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;

/** The CloudWatch log groups that functions write to. */
public final class LogGroups {
    private LogGroups() {}

    /** Returns the default group of a function. */
    public static String usual(String function) {
        return "/aws/lambda/" + function;
    }

    /**
     * Returns the group of a function.
     *
     * @param configuration the function's configuration; null if an answer has none
     */
    public static String of(String function, @Nullable FunctionConfiguration configuration) {
        LoggingConfig logging = configuration == null ? null : configuration.loggingConfig();
        return logging == null || logging.logGroup() == null ? usual(function) : logging.logGroup();
    }
}
