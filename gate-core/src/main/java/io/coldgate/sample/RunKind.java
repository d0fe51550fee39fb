package io.coldgate.sample;

import java.util.Locale;
import java.util.Optional;

/** The kind of a run: what its records are for. Only those of a check can be judged. */
public enum RunKind {
    /** Candidates, and baselines where a check is relative, until every check is decided. */
    CHECK,
    /** Combinations of settings beside each other. */
    SWEEP,
    /** Each function against itself. */
    CALIBRATION,
    /** Starts that show what a cold start is made of. */
    EXPLANATION;

    /** Returns its name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of a name in a file; empty when there is none of that name. */
    public static Optional<RunKind> ofKey(String key) {
        for (RunKind kind : values()) {
            if (kind.key().equals(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
