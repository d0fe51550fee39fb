package io.coldgate.deploy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of explanations.
 *
 * @param when which functions of a check are explained
 * @param stops number of starts per arm that are stopped midway, which determines the numbers of other starts
 * @param handler whether the handler is run too
 * @param sources the folder that is searched for the sources of functions
 */
public record ExplainSettings(When when, int stops, boolean handler, Path sources) {
    /** The default number of stops: 100 stops determine a phase to 3 to 6 % of the start (docs/explain.md). */
    public static final int STOPS = 100;

    /** The smallest useful number of stops. */
    public static final int FEWEST_STOPS = 20;

    /** The largest number of stops. */
    public static final int MOST_STOPS = 2_000;

    /** No explanation. */
    public static final ExplainSettings NEVER = new ExplainSettings(When.NEVER, STOPS, true, Path.of(""));

    /** The selection of functions to explain. */
    public enum When {
        /** No function. */
        NEVER,
        /** Functions with a failed check on init. */
        FAILED,
        /** Every function. */
        ALWAYS;

        /** Returns its name on the command line. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the selection with that name; empty if there is none. */
        public static Optional<When> ofKey(String key) {
            for (When each : values()) {
                if (each.key().equals(key)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }

    /** Checks the range. */
    public ExplainSettings {
        if (stops < FEWEST_STOPS || stops > MOST_STOPS) {
            throw new IllegalArgumentException(
                    "--starts: " + stops + ": must be between " + FEWEST_STOPS + " and " + MOST_STOPS);
        }
    }
}
