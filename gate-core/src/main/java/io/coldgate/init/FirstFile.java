package io.coldgate.init;

import io.coldgate.unit.Printable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of a first thresholds file. All findings are quoted, so they cannot be interpreted as anything but text. */
public final class FirstFile {
    /** A budget that any function meets, until one is measured. */
    public static final String PLACEHOLDER = "init_duration: { p50: 5s, p95: 10s }";

    private static final int LONGEST_COMMENT = 300;

    private FirstFile() {}

    /**
     * A function and the line of its budgets.
     *
     * @param budgets such as {@code init_duration: { p50: 5.3ms, p95: 7.7ms }}
     * @param measured whether they come from a measurement
     * @param comparison with an earlier state of the function
     */
    public record Entry(FoundFunction function, String budgets, boolean measured, Optional<Comparison> comparison) {}

    /**
     * Limits relative to a git ref.
     *
     * @param ref such as {@code origin/main}
     * @param limits tolerances such as {@code +10%}, by metric, in order
     */
    public record Comparison(String ref, SortedMap<String, String> limits) {
        /** Copies the map. */
        public Comparison {
            limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
        }
    }

    /** Returns the whole file, with a line break at the end. */
    public static String render(List<Entry> entries, List<Findings.LeftOut> leftOut) {
        StringBuilder out = new StringBuilder();
        out.append("# Written by coldgate init. All keys: docs/thresholds.md; other budgets: coldgate calibrate\n");
        out.append("version: 1\n");
        out.append("functions:\n");
        entries.forEach(entry -> entry(out, entry));
        if (!leftOut.isEmpty()) {
            out.append("\n# Left out; write an entry for what else shall be measured:\n");
            leftOut.forEach(left -> out.append(comment("#   " + left.what() + ": " + left.why())));
        }
        return out.toString();
    }

    private static void entry(StringBuilder out, Entry entry) {
        FoundFunction function = entry.function();
        out.append("  ").append(function.name()).append(":\n");
        function.notes().forEach(note -> out.append("    ").append(comment("# " + note)));
        function.code().build().ifPresent(command -> line(out, "build", command));
        line(out, "package", function.code().packagePath());
        if (!function.code().sources().isEmpty()) {
            list(out, "sources", function.code().sources());
        }
        for (FoundFunction.Setting setting : function.settings()) {
            if (setting.isList()) {
                list(out, setting.key(), setting.values());
            } else {
                line(out, setting.key(), setting.values().get(0));
            }
        }
        if (!function.environment().isEmpty()) {
            out.append("    environment:\n");
            function.environment()
                    .forEach((name, value) -> out.append("      ")
                            .append(quoted(name))
                            .append(": ")
                            .append(quoted(value))
                            .append('\n'));
        }
        function.payload().ifPresent(event -> line(out, "payload", event.path()));
        out.append("    budgets:")
                .append(
                        entry.measured()
                                ? "    # measured here: p50 + 25 %, p95 + 50 %"
                                : "    # placeholders, not measured: coldgate calibrate prints what fits")
                .append("\n      ")
                .append(entry.budgets())
                .append('\n');
        entry.comparison().ifPresent(comparison -> {
            out.append("    baseline: { ref: ")
                    .append(written(comparison.ref()))
                    .append(" }\n");
            out.append("    regression:\n");
            comparison
                    .limits()
                    .forEach((metric, tolerance) -> out.append("      ")
                            .append(metric)
                            .append(": { p50: ")
                            .append(tolerance)
                            .append(" }\n"));
        });
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append("    ").append(key).append(": ").append(written(value)).append('\n');
    }

    private static void list(StringBuilder out, String key, List<String> values) {
        out.append("    ").append(key).append(": [");
        out.append(values.stream().map(FirstFile::written).collect(Collectors.joining(", ")));
        out.append("]\n");
    }

    private static String written(String value) {
        return isPlain(value) || isCommand(value) ? value : quoted(value);
    }

    /**
     * Returns whether a command can be a plain YAML scalar: it has no characters that end a scalar or have a special
     * meaning.
     */
    private static boolean isCommand(String value) {
        return value.matches("[A-Za-z.][A-Za-z0-9_./@+-]*(?: [A-Za-z0-9_./@+=$&\"'-]+)+");
    }

    /** Returns whether the value has only letters, digits and a few characters without a meaning in YAML. */
    private static boolean isPlain(String value) {
        return value.matches("[A-Za-z0-9][A-Za-z0-9_./-]*");
    }

    private static String comment(String text) {
        return Printable.escape(text, LONGEST_COMMENT) + "\n";
    }

    /** Returns the text in double quotes; unprintable characters are escaped. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (Printable.isSafe(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(
                        c > 0xffff
                                ? String.format(Locale.ROOT, "\\U%08X", c)
                                : String.format(Locale.ROOT, "\\u%04X", c));
            }
        });
        return out.append('"').toString();
    }
}
