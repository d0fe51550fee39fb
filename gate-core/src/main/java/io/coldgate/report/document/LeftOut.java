package io.coldgate.report.document;

import io.coldgate.unit.Printable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The end of a headline about what the thresholds file demands and a run left out: by {@code --function},
 * {@code --no-results} or {@code --results-only}, or because it is in the file since. Nobody tried to measure it, which
 * is another matter than NOT MEASURED.
 */
public final class LeftOut {
    /** A headline is one line; report.json has all names. */
    private static final int NAMES_SHOWN = 8;

    private static final int LONGEST_NAME = 80;

    private LeftOut() {}

    /**
     * Returns the clause, such as {@code ; not in this run: world, jmh target/jmh.json}; empty for nothing.
     *
     * @param escape makes a name safe where it is shown
     */
    public static String clause(List<String> names, UnaryOperator<String> escape) {
        if (names.isEmpty()) {
            return "";
        }
        String shown = names.stream()
                .limit(NAMES_SHOWN)
                .map(name -> escape.apply(Printable.escape(name, LONGEST_NAME)))
                .collect(Collectors.joining(", "));
        int more = names.size() - NAMES_SHOWN;
        return "; not in this run: " + shown + (more > 0 ? " and " + more + " more" : "");
    }
}
