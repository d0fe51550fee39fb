package io.coldgate.thresholds.read;

import io.coldgate.facts.Variables;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.read.value.VariableNames;
import io.coldgate.thresholds.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code environment} within Lambda's limits. */
final class EnvironmentReader {
    /** A variable's value; a separate type distinguishes variables from other settings. */
    record Variable(String value) {}

    private final Key<Void> key;

    /**
     * Makes a reader of one of the mappings of a function.
     *
     * @param key the key of the mapping
     */
    EnvironmentReader(Key<Void> key) {
        this.key = key;
    }

    void read(Field field, Settings into) {
        for (Field child : into.open(key, field, "a mapping of variables, such as { GOGC: \"100\" }")) {
            Key<Variable> variable = key.below(child.key());
            Optional<String> complaint = VariableNames.complaint(child.key());
            if (complaint.isPresent()) {
                into.mark(variable, child, Settings.Mark.WRONG);
                child.wrongKey(complaint.get());
            } else {
                into.put(variable, child, value(child).map(Variable::new));
            }
        }
    }

    static Optional<String> value(Field field) {
        Optional<String> text =
                field.scalar("a text (write \"\" for an empty one)").map(YamlNode.Scalar::text);
        return Values.withoutNul(field, text);
    }

    /** Returns the variables among merged settings. */
    Map<String, String> variables(Settings merged) {
        String prefix = key.path() + ".";
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Variable.class)) {
            if (entry.getKey().startsWith(prefix)) {
                String name = entry.getKey().substring(prefix.length());
                variables.put(name, ((Variable) entry.getValue().value()).value());
            }
        }
        return variables;
    }

    /** Reports, at this mapping, variables that exceed Lambda's size limit. */
    void checkSize(Map<String, String> variables, Settings merged, Mistakes mistakes) {
        int bytes = 0;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            bytes += variable.getKey().length() + variable.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        Optional<Settings.Setting> place = merged.setting(key);
        if (bytes > Variables.LARGEST && place.isPresent()) {
            mistakes.add(
                    place.get().key(),
                    place.get().path(),
                    "names and values take " + bytes + " bytes; Lambda allows " + Variables.LARGEST
                            + ": shorten or remove some");
        }
    }
}
