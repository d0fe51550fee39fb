package io.coldgate.report.document;

import io.coldgate.unit.Printable;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The end of a headline about demands of the thresholds file that a run left out: because of {@code --function},
 * {@code --no-results} or {@code --results-only}, or because they were added to the file later. This differs from NOT
 * MEASURED: the run did not try to measure them.
 */
public final class LeftOut {
    /** The number of names in a headline, which is one line; report.json has all names. */
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
