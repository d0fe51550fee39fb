package io.coldgate.bisect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of one commit's comparison.
 *
 * @param commit its full name
 * @param found the outcome
 * @param skip why there is no outcome; null unless it was skipped
 * @param maxRounds the maximum number of rounds; 0 if nothing was measured
 * @param change by how much the commit is slower, as a share: .4 for {@code +40%}; null if that is not known
 * @param atLeast by how much it is slower at least, by the interval, in the same form
 * @param measured both sides and the change, for people; empty if nothing was measured
 * @param why one sentence with the reason
 */
public record CommitResult(
        String commit,
        Found found,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Skip skip,
        int maxRounds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double change,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double atLeast,
        String measured,
        String why) {
    /** The outcome of a comparison. */
    public enum Found {
        /** Not slower, by evidence. */
        FAST,
        /** Slower, by evidence. */
        SLOW,
        /** It could not be built or measured, or the evidence was not enough. */
        SKIPPED
    }

    /** The reason why a commit was skipped. */
    public enum Skip {
        /** It does not build, or its build produces no valid package. */
        BUILD,
        /** All of its starts failed, or did not report the metric. */
        STARTS,
        /** All rounds were taken, and the evidence was not enough. */
        ROUNDS,
        /**
         * It stayed open for another reason: the time limit was reached, the host was busy, or the compiler differs.
         */
        OTHER
    }

    /** Refuses a skipped commit without a reason, and a reason without a skipped commit. */
    public CommitResult {
        Objects.requireNonNull(commit);
        Objects.requireNonNull(measured);
        Objects.requireNonNull(why);
        if ((Objects.requireNonNull(found) == Found.SKIPPED) != (skip != null)) {
            throw new IllegalArgumentException(commit + ": " + found + ", and the reason to skip it is " + skip);
        }
    }

    /**
     * Returns a decided comparison.
     *
     * @param slow whether it is proven slower; otherwise it is proven not to be
     */
    public static CommitResult decided(String commit, boolean slow, int maxRounds, String measured, String why) {
        return new CommitResult(commit, slow ? Found.SLOW : Found.FAST, null, maxRounds, null, null, measured, why);
    }

    /** Returns the result for a commit that was measured but could not be judged. */
    public static CommitResult open(String commit, Skip skip, int maxRounds, String measured, String why) {
        return new CommitResult(commit, Found.SKIPPED, skip, maxRounds, null, null, measured, why);
    }

    /** Returns the result for a commit that does not build. */
    public static CommitResult unbuilt(String commit, String why) {
        return new CommitResult(commit, Found.SKIPPED, Skip.BUILD, 0, null, null, "", why);
    }

    /**
     * Returns the result with the measured change.
     *
     * @param share by how much the commit is slower, as a finite share
     * @param least by how much it is slower at least, in the same form
     */
    public CommitResult slowerBy(double share, double least) {
        return new CommitResult(commit, found, skip, maxRounds, share, least, measured, why);
    }

    /**
     * Returns whether a resumed search keeps the result. Evidence and failed builds are kept. An undecided comparison
     * is repeated, unless it already took the present maximum number of rounds.
     *
     * @param roundsNow the present maximum number of rounds of a comparison
     */
    public boolean stands(int roundsNow) {
        return skip == null || skip == Skip.BUILD || skip == Skip.ROUNDS && roundsNow <= maxRounds;
    }
}
