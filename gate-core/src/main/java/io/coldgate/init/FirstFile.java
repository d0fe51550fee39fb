package io.coldgate.init;

import io.coldgate.unit.Printable;
import java.util.List;
import java.util.Locale;

/** The text of a first thresholds file. Whatever was found is quoted, so that nothing of it can be more than a text. */
public final class FirstFile {
    /** A budget that any function keeps, until one is measured. */
    public static final String PLACEHOLDER = "init_duration: { p50: 5s, p95: 10s }";

    private static final int LONGEST_COMMENT = 300;

    private FirstFile() {}

    /**
     * A function and the line of its budgets.
     *
     * @param budgets such as {@code init_duration: { p50: 5.3ms, p95: 7.7ms }}
     * @param measured whether they come from a measurement
     */
    public record Entry(FoundFunction function, String budgets, boolean measured) {}

    /** The whole file, with a line break at the end. */
    public static String render(List<Entry> entries, List<Findings.LeftOut> leftOut) {
        StringBuilder out = new StringBuilder();
        out.append("# Written by coldgate init. All keys: docs/thresholds.md; other budgets: coldgate calibrate\n");
        out.append("version: 1\n");
        out.append("functions:\n");
        entries.forEach(entry -> entry(out, entry));
        if (!leftOut.isEmpty()) {
            out.append("\n# Left out:\n");
            leftOut.forEach(left -> out.append(comment("#   " + left.what() + ": " + left.why())));
        }
        return out.toString();
    }

    private static void entry(StringBuilder out, Entry entry) {
        FoundFunction function = entry.function();
        out.append("  ").append(function.name()).append(":\n");
        function.notes().forEach(note -> out.append("    ").append(comment("# " + note)));
        function.build().ifPresent(command -> line(out, "build", command));
        line(out, "package", function.packagePath());
        function.settings().forEach(setting -> line(out, setting.key(), setting.value()));
        if (!function.environment().isEmpty()) {
            out.append("    environment:\n");
            function.environment()
                    .forEach((name, value) -> out.append("      ")
                            .append(quoted(name))
                            .append(": ")
                            .append(quoted(value))
                            .append('\n'));
        }
        out.append("    budgets:")
                .append(
                        entry.measured()
                                ? "    # measured here: p50 + 25 %, p95 + 50 %"
                                : "    # placeholders, not measured: coldgate calibrate prints what fits")
                .append("\n      ")
                .append(entry.budgets())
                .append('\n');
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append("    ")
                .append(key)
                .append(": ")
                .append(isPlain(value) ? value : quoted(value))
                .append('\n');
    }

    /** Letters, digits and a few signs that mean nothing to YAML where they stand. */
    private static boolean isPlain(String value) {
        return value.matches("[A-Za-z0-9][A-Za-z0-9_./-]*");
    }

    private static String comment(String text) {
        return Printable.escape(text, LONGEST_COMMENT) + "\n";
    }

    /** Returns the text in double quotes; what is not a printable character of ASCII is an escape. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append((char) c);
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
