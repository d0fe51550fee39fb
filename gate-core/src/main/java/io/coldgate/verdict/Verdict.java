package io.coldgate.verdict;

import io.coldgate.stats.Outcome;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The verdict on a check, or on a build. */
public enum Verdict {
    /** Within budget, with the required evidence. */
    PASS,
    /** Over budget, with the required evidence. */
    FAIL,
    /**
     * Over budget, or not proven to be within, and accepted until a given day by an exception with an owner. It does
     * not fail the build, and it is not a pass.
     */
    ACCEPTED,
    /** Measured as far as permitted, and neither is proven. */
    INCONCLUSIVE,
    /** The data that a verdict needs is missing: never a pass, whatever the policy for INCONCLUSIVE. */
    NOT_MEASURED;

    private static final List<Verdict> WORST_FIRST = List.of(FAIL, NOT_MEASURED, INCONCLUSIVE, ACCEPTED, PASS);

    /**
     * Returns the verdict on a series of samples.
     *
     * @param outcome the statistical outcome
     * @param why the reason for the verdict, or for its absence
     * @param samples the number of samples or rounds read
     */
    public static Verdict of(Outcome outcome, VerdictReason why, int samples) {
        return switch (outcome) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INCONCLUSIVE, UNDECIDED -> undecided(why, samples);
        };
    }

    /** Returns the verdict on a check that has neither passed nor failed. */
    public static Verdict undecided(VerdictReason why, int samples) {
        return switch (why) {
            case INTERRUPTED, COULD_NOT_MEASURE -> NOT_MEASURED;
            case TIME_LIMIT -> samples == 0 ? NOT_MEASURED : INCONCLUSIVE;
            default -> INCONCLUSIVE;
        };
    }

    /** Returns the verdict of a build with checks of these verdicts: the worst; empty if there is no check. */
    public static Optional<Verdict> worst(Collection<Verdict> verdicts) {
        return verdicts.stream().min(Comparator.comparingInt(Verdict::rank));
    }

    /** Returns the rank of this verdict, from the worst to the best: 0 for FAIL, 4 for PASS. */
    public int rank() {
        return WORST_FIRST.indexOf(this);
    }

    /** Returns the name for people: {@code NOT MEASURED}. */
    public String word() {
        return name().replace('_', ' ');
    }
}
