package io.coldgate.init;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A function that can be written into a thresholds file.
 *
 * @param name its key there
 * @param build the command that makes its package
 * @param packagePath relative to the file's folder
 * @param settings further keys and their values as YAML, in order: {@code runtime}, {@code memory}
 * @param environment its variables
 * @param notes what a reader should know, a comment line each
 */
public record FoundFunction(
        String name,
        Optional<String> build,
        String packagePath,
        List<Setting> settings,
        Map<String, String> environment,
        List<String> notes) {
    /** A key and its value; the value is quoted when it is written. */
    public record Setting(String key, String value) {}

    /** Copies the collections; variables are sorted. */
    public FoundFunction {
        settings = List.copyOf(settings);
        environment = java.util.Collections.unmodifiableMap(new TreeMap<>(environment));
        notes = List.copyOf(notes);
    }
}
