package io.coldgate.run;

import io.coldgate.deploy.ExplainSettings;
import io.coldgate.deploy.ExplainSettings.When;
import io.coldgate.thresholds.PlatformName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A user's choice of what to explain.
 *
 * @param when which functions are explained; empty for the platform's usual choice
 * @param stops number of starts per arm that are stopped midway
 * @param handler whether the handler is run too
 */
public record ExplainChoice(Optional<When> when, int stops, boolean handler) {
    /** The platform's usual choice. */
    public static final ExplainChoice USUAL = new ExplainChoice(Optional.empty(), ExplainSettings.STOPS, true);

    /** Explains nothing. */
    public static final ExplainChoice NONE = new ExplainChoice(Optional.of(When.NEVER), ExplainSettings.STOPS, true);

    /**
     * Returns what a check explains by default: watched starts are nearly free on this machine, but elsewhere they need
     * invocations and functions of their own.
     */
    public static When usualOf(PlatformName platform) {
        return platform == PlatformName.EMBEDDED ? When.FAILED : When.NEVER;
    }

    /** Returns the same choice for other functions. */
    public ExplainChoice at(Optional<When> other) {
        return new ExplainChoice(other, stops, handler);
    }

    ExplainSettings settings(When usual, Path sources) {
        return new ExplainSettings(when.orElse(usual), stops, handler, sources);
    }
}
