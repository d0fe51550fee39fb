package io.coldgate.init;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A function that can be written into a thresholds file.
 *
 * @param name its key there
 * @param code the build and the sources of its package
 * @param settings further keys and their values as YAML, in order: {@code runtime}, {@code memory}
 * @param environment its variables
 * @param payload the event for its starts
 * @param notes notes for the reader, one comment line each
 */
public record FoundFunction(
        String name,
        Code code,
        List<Setting> settings,
        Map<String, String> environment,
        Optional<Payload> payload,
        List<String> notes) {
    /**
     * A function's package.
     *
     * @param build the command that builds it
     * @param packagePath its path relative to the file's folder
     * @param sources its sources, relative to the file's folder; empty if the gate determines them
     * @param program the folder of its own program, if known and below the file's folder
     */
    public record Code(Optional<String> build, String packagePath, List<String> sources, Optional<String> program) {
        /** Copies the list. */
        public Code {
            sources = List.copyOf(sources);
        }

        /** A package whose sources contain its program. */
        public Code(Optional<String> build, String packagePath, List<String> sources) {
            this(build, packagePath, sources, Optional.empty());
        }
    }

    /**
     * An event.
     *
     * @param path path of its file, relative to the thresholds file's folder
     * @param text the text to write to it; empty for an existing file
     */
    public record Payload(String path, Optional<String> text) {}

    /**
     * A key and its value, or a list; values are quoted when they are written.
     *
     * @param isList whether it is written as a list
     */
    public record Setting(String key, List<String> values, boolean isList) {
        /** Copies the list. */
        public Setting {
            values = List.copyOf(values);
        }

        /** A single value. */
        public Setting(String key, String value) {
            this(key, List.of(value), false);
        }
    }

    /** Copies the collections; variables are sorted. */
    public FoundFunction {
        settings = List.copyOf(settings);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        notes = List.copyOf(notes);
    }

    /** Returns the function with an additional comment line. */
    public FoundFunction withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new FoundFunction(name, code, settings, environment, payload, more);
    }
}
