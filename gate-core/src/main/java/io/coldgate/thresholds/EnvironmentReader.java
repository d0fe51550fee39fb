package io.coldgate.thresholds;

import io.coldgate.unit.Printable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an {@code environment}, within what Lambda accepts. */
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

    /** A variable's value: a type of its own, so that variables can be told from other settings. */
    record Variable(String value) {}

    private final String path;

    /**
     * For one of the mappings of a function.
     *
     * @param path where it stands below the function
     */
    EnvironmentReader(String path) {
        this.path = path;
    }

    void read(Field field, Settings into) {
        for (Field child : into.open(path, field, "a mapping of variables, such as { GOGC: \"100\" }")) {
            if (RESERVED.contains(child.key())) {
                into.put(path + "." + child.key(), child, Settings.Mark.WRONG);
                child.wrongKey("reserved: Lambda sets this variable itself; remove it");
            } else if (!NAME.matcher(child.key()).matches()) {
                into.put(path + "." + child.key(), child, Settings.Mark.WRONG);
                child.wrongKey(
                        Printable.quote(child.key())
                                + ": not a variable's name for Lambda: a letter, then one or more letters, digits, underscores");
            } else {
                into.put(path + "." + child.key(), child, value(child).map(Variable::new));
            }
        }
    }

    private static Optional<String> value(Field field) {
        Optional<String> text =
                field.scalar("a text (write \"\" for an empty one)").map(YamlNode.Scalar::text);
        return Values.withoutNul(field, text);
    }

    /** The variables among merged settings. */
    Map<String, String> variables(Settings merged) {
        String prefix = path + ".";
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Variable.class)) {
            if (entry.getKey().startsWith(prefix)) {
                String name = entry.getKey().substring(prefix.length());
                variables.put(name, ((Variable) entry.getValue().value()).value());
            }
        }
        return variables;
    }

    /** Reports, at this mapping, variables that are too many for Lambda. */
    void checkSize(Map<String, String> variables, Settings merged, Mistakes mistakes) {
        int bytes = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            bytes += variable.getKey().length() + variable.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        Optional<Settings.Setting> place = merged.setting(path);
        if (bytes > LARGEST && place.isPresent()) {
            mistakes.add(
                    place.get().key(),
                    place.get().path(),
                    "names and values take " + bytes + " bytes; Lambda allows " + LARGEST + ": shorten or remove some");
        }
    }
}
