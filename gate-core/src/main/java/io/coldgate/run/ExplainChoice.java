package io.coldgate.run;

import io.coldgate.deploy.ExplainSettings;
import io.coldgate.deploy.ExplainSettings.When;
import io.coldgate.thresholds.PlatformName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A user's choice of what to explain.
 *
 * @param when which functions; empty for the platform's usual choice
 * @param stops starts of each arm that are stopped on their way
 * @param handler whether the handler is run too
 */
public record ExplainChoice(Optional<When> when, int stops, boolean handler) {
    /** The platform's usual choice. */
    public static final ExplainChoice USUAL = new ExplainChoice(Optional.empty(), ExplainSettings.STOPS, true);

    /** Nothing. */
    public static final ExplainChoice NONE = new ExplainChoice(Optional.of(When.NEVER), ExplainSettings.STOPS, true);

    /**
     * Returns what a check explains where the user says nothing: watched starts are nearly free on this machine, and
     * cost invocations and functions of their own elsewhere.
     */
    public static When usualOf(PlatformName platform) {
        return platform == PlatformName.EMBEDDED ? When.FAILED : When.NEVER;
    }

    /** Returns the same for these functions. */
    public ExplainChoice at(Optional<When> other) {
        return new ExplainChoice(other, stops, handler);
    }

    ExplainSettings settings(When usual, Path sources) {
        return new ExplainSettings(when.orElse(usual), stops, handler, sources);
    }
}
