package io.coldgate.sample;

import java.util.Locale;
import java.util.Optional;

/** The kind of a run: the purpose of its records. Only the records of a check can be judged. */
public enum RunKind {
    /** Candidates, and baselines if a check is relative, until every check is decided. */
    CHECK,
    /** Combinations of settings side by side. */
    SWEEP,
    /** Each function against itself. */
    CALIBRATION,
    /** Starts that show the composition of a cold start. */
    EXPLANATION;

    /** Returns its name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind with that name in files; empty if there is none. */
    public static Optional<RunKind> ofKey(String key) {
        for (RunKind kind : values()) {
            if (kind.key().equals(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
