package io.coldgate.canary;

import java.util.List;

/**
 * The result of a canary.
 *
 * @param function the function's name
 * @param alias the alias
 * @param stable the version that it pointed to
 * @param candidates the new version; two if versions were only compared
 * @param steps the steps that were begun
 * @param unseen the limits of the thresholds file that REPORT lines could not decide
 * @param ending how it ended
 * @param reason one sentence on why
 */
public record CanaryResult(
        String function,
        String alias,
        String stable,
        List<String> candidates,
        List<StepResult> steps,
        List<UnseenLimit> unseen,
        Ending ending,
        String reason) {
    /** Copies the lists. */
    public CanaryResult {
        candidates = List.copyOf(candidates);
        steps = List.copyOf(steps);
        unseen = List.copyOf(unseen);
    }

    /** Returns the names of the new versions for people. */
    public String named() {
        return String.join(" and ", candidates);
    }

    /** The end of a canary. */
    public enum Ending {
        /** The alias points only to the candidate. */
        PROMOTED,
        /** Two versions were compared with the stable one; the alias points only to the stable version again. */
        COMPARED,
        /** The candidate is worse; the alias points only to the stable version again. */
        ROLLED_BACK,
        /** Nothing was proven in time; the alias points only to the stable version again. */
        UNDECIDED,
        /** The canary was interrupted; the alias points only to the stable version again. */
        INTERRUPTED,
        /** The logs could not be read; the alias points only to the stable version again. */
        NOT_MEASURED,
        /** Somebody else changed the alias, which is left alone. */
        CHANGED_BY_OTHERS,
        /** The alias could not be restored: it still points to both versions. */
        STILL_SPLIT
    }
}
