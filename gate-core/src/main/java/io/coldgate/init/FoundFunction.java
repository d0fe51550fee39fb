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
 * @param code how its package is made, and of what
 * @param settings further keys and their values as YAML, in order: {@code runtime}, {@code memory}
 * @param environment its variables
 * @param payload the event that it is started with
 * @param notes what a reader should know, a comment line each
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
     * @param build the command that makes it
     * @param packagePath relative to the file's folder
     * @param sources what it is made of, relative to the file's folder; empty where the gate finds that out
     * @param program the folder of its own program, where that is known and lies below the file's folder
     */
    public record Code(Optional<String> build, String packagePath, List<String> sources, Optional<String> program) {
        /** Copies the list. */
        public Code {
            sources = List.copyOf(sources);
        }

        /** A package whose sources say where its program is. */
        public Code(Optional<String> build, String packagePath, List<String> sources) {
            this(build, packagePath, sources, Optional.empty());
        }
    }

    /**
     * An event.
     *
     * @param path of its file, relative to the thresholds file's folder
     * @param text to write there; empty for a file that is there already
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

    /** The same with a further comment line. */
    public FoundFunction withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new FoundFunction(name, code, settings, environment, payload, more);
    }
}
