package io.coldgate.deploy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of explanations.
 *
 * @param when which functions of a check are explained
 * @param stops starts of each arm that are stopped on their way; the others follow from it
 * @param handler whether the handler is run too
 * @param sources the folder below which the sources of functions are looked for
 */
public record ExplainSettings(When when, int stops, boolean handler, Path sources) {
    /** 100 stops tell a phase to 3 to 6 % of the start (docs/explain.md). */
    public static final int STOPS = 100;

    /** Fewer say nothing, more would take minutes. */
    public static final int FEWEST_STOPS = 20;

    /** The most that are taken. */
    public static final int MOST_STOPS = 2_000;

    /** No explanation. */
    public static final ExplainSettings NEVER = new ExplainSettings(When.NEVER, STOPS, true, Path.of(""));

    /** A choice of functions. */
    public enum When {
        /** No function. */
        NEVER,
        /** The functions of which a check on init failed. */
        FAILED,
        /** Every function. */
        ALWAYS;

        /** Returns its name on the command line. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the choice of that name; empty when there is none. */
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
