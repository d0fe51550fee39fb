package io.coldgate.verdict;

import io.coldgate.stats.Outcome;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The verdict on a check, or on a build. */
public enum Verdict {
    /** Within budget, with the evidence that was asked for. */
    PASS,
    /** Over budget, with the evidence that was asked for. */
    FAIL,
    /**
     * Over budget, or not proven to be within, and accepted until a day: an exception that somebody answers for. It
     * fails no build, and is no pass.
     */
    ACCEPTED,
    /** Measured as far as was allowed, and neither is proven. */
    INCONCLUSIVE,
    /** The data that a verdict needs is missing: never a pass, whatever the policy for INCONCLUSIVE. */
    NOT_MEASURED;

    private static final List<Verdict> WORST_FIRST = List.of(FAIL, NOT_MEASURED, INCONCLUSIVE, ACCEPTED, PASS);

    /**
     * Returns the verdict on a series of samples.
     *
     * @param outcome what the statistics say
     * @param why what the verdict rests on, or why there is none
     * @param samples how many samples, or rounds, were read
     */
    public static Verdict of(Outcome outcome, VerdictReason why, int samples) {
        return switch (outcome) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INCONCLUSIVE, UNDECIDED -> undecided(why, samples);
        };
    }

    /** Returns the verdict on a check that is neither passed nor failed. */
    public static Verdict undecided(VerdictReason why, int samples) {
        return switch (why) {
            case INTERRUPTED, COULD_NOT_MEASURE -> NOT_MEASURED;
            case TIME_LIMIT -> samples == 0 ? NOT_MEASURED : INCONCLUSIVE;
            default -> INCONCLUSIVE;
        };
    }

    /** Returns the verdict of a build with checks of these verdicts: the worst; empty where there is no check. */
    public static Optional<Verdict> worst(Collection<Verdict> verdicts) {
        return verdicts.stream().min(Comparator.comparingInt(Verdict::rank));
    }

    /** Returns the place of this verdict where the worst stands first: 0 for FAIL, 4 for PASS. */
    public int rank() {
        return WORST_FIRST.indexOf(this);
    }

    /** Returns the word that people read: {@code NOT MEASURED}. */
    public String word() {
        return name().replace('_', ' ');
    }
}
