package io.coldgate.embedded.api.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.runtime.spec.LogFormat;
import org.jspecify.annotations.Nullable;

/**
 * {@code LoggingConfig}.
 *
 * @param format the format of platform lines
 * @param applicationLevel level of the function's own lines; JSON only
 * @param systemLevel level of the platform's lines; JSON only
 * @param group the log group; null for {@code /aws/lambda/NAME}
 */
public record Logging(
        LogFormat format,
        @Nullable String applicationLevel,
        @Nullable String systemLevel,
        @Nullable String group) {
    /** Text, to the function's own group. */
    static final Logging TEXT = new Logging(LogFormat.TEXT, null, null, null);

    String groupOf(String functionName) {
        return group == null ? "/aws/lambda/" + functionName : group;
    }

    ObjectNode json(String functionName) {
        ObjectNode json = Json.object().put("LogFormat", format == LogFormat.JSON ? "JSON" : "Text");
        if (applicationLevel != null) {
            json.put("ApplicationLogLevel", applicationLevel);
        }
        if (systemLevel != null) {
            json.put("SystemLogLevel", systemLevel);
        }
        return json.put("LogGroup", groupOf(functionName));
    }
}
