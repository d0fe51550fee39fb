package io.coldgate.canary;

import java.util.List;

/**
 * The result of a canary.
 *
 * @param function the function's name
 * @param alias the alias
 * @param stable the version that it led to
 * @param candidates the new version; two where versions were only compared
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

    /** Returns the new versions for people. */
    public String named() {
        return String.join(" and ", candidates);
    }

    /** The end of a canary. */
    public enum Ending {
        /** The alias leads to the candidate alone. */
        PROMOTED,
        /** Two versions were compared with the stable one: the alias leads to the stable version alone again. */
        COMPARED,
        /** The candidate is worse: the alias leads to the stable version alone again. */
        ROLLED_BACK,
        /** Nothing was proven in time: likewise. */
        UNDECIDED,
        /** It was stopped: likewise. */
        INTERRUPTED,
        /** The logs could not be read: likewise. */
        NOT_MEASURED,
        /** Somebody else changed the alias, which is left alone. */
        CHANGED_BY_OTHERS,
        /** The alias could not be put back: it still leads to both versions. */
        STILL_SPLIT
    }
}
