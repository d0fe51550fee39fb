package io.coldgate.thresholds.read.value;

import io.coldgate.facts.Variables;
import io.coldgate.unit.Printable;
import java.util.Optional;

/** Names of environment variables that Lambda accepts. */
public final class VariableNames {
    private VariableNames() {}

    /** Returns what is wrong with the name, as text for the user; empty when the name is valid. */
    public static Optional<String> complaint(String name) {
        if (Variables.RESERVED.contains(name)) {
            return Optional.of("reserved: Lambda sets this variable itself; remove it");
        }
        return Variables.NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(Printable.quote(name)
                        + ": not a variable's name for Lambda: a letter, then one or more letters, digits,"
                        + " underscores");
    }
}
