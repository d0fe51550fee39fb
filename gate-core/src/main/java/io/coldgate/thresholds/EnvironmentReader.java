package io.coldgate.thresholds;

import io.coldgate.unit.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code environment}, within what Lambda accepts. */
final class EnvironmentReader {
    /** Lambda's limit on names and values together, in bytes. */
    static final int LARGEST = 4096;

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

    private static final String PREFIX = "environment.";

    /** A variable's value: a type of its own, so that variables can be told from other settings. */
    record Variable(String value) {}

    void read(Field field, Settings into) {
        for (Field child : into.open("environment", field, "a mapping of variables, such as { GOGC: \"100\" }")) {
            if (RESERVED.contains(child.key())) {
                child.wrongKey("reserved: Lambda sets this variable itself; remove it");
            } else if (!NAME.matcher(child.key()).matches()) {
                child.wrongKey(
                        Printable.quote(child.key())
                                + ": not a variable's name for Lambda: a letter, then one or more letters, digits, underscores");
            } else {
                value(child).ifPresent(value -> into.put(PREFIX + child.key(), child, new Variable(value)));
            }
        }
    }

    private static Optional<String> value(Field field) {
        Optional<String> text =
                field.scalar("a text (write \"\" for an empty one)").map(YamlNode.Scalar::text);
        return Values.withoutNul(field, text);
    }

    /** The variables among merged settings; checked for their total size. */
    static Map<String, String> variables(Settings merged, Mistakes mistakes) {
        Map<String, String> variables = new java.util.LinkedHashMap<>();
        int bytes = 0;
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Variable.class)) {
            String name = entry.getKey().substring(PREFIX.length());
            String value = ((Variable) entry.getValue().value()).value();
            bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length;
            variables.put(name, value);
        }
        Optional<Settings.Setting> place = merged.setting("environment");
        if (bytes > LARGEST && place.isPresent()) {
            mistakes.add(
                    place.get().key(),
                    place.get().path(),
                    "names and values take " + bytes + " bytes; Lambda allows " + LARGEST + ": shorten or remove some");
        }
        return variables;
    }
}
