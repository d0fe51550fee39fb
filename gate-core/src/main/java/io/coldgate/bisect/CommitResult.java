package io.coldgate.bisect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One commit's comparison.
 *
 * @param commit its full name
 * @param found what it showed
 * @param skip why it showed nothing; null unless it was skipped
 * @param maxRounds rounds that it could take at most; 0 where nothing was measured
 * @param measured both sides and the change, for people; empty where nothing was measured
 * @param why one sentence on what that rests on
 */
public record CommitResult(
        String commit,
        Found found,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Skip skip,
        int maxRounds,
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
        /** It does not build, or what it builds is no package. */
        BUILD,
        /** All of its starts failed, or did not report the metric. */
        STARTS,
        /** All rounds were taken, and the evidence was not enough. */
        ROUNDS,
        /** It stayed open for another reason: the time limit came first, the host was busy, another compiler. */
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
     * Returns the comparison of a commit that was compared.
     *
     * @param slow whether it is proven slower; otherwise it is proven not to be
     */
    public static CommitResult decided(String commit, boolean slow, int maxRounds, String measured, String why) {
        return new CommitResult(commit, slow ? Found.SLOW : Found.FAST, null, maxRounds, measured, why);
    }

    /** Returns that of a commit that was measured, and of which nothing can be said. */
    public static CommitResult open(String commit, Skip skip, int maxRounds, String measured, String why) {
        return new CommitResult(commit, Found.SKIPPED, skip, maxRounds, measured, why);
    }

    /** Returns that of a commit that does not build. */
    public static CommitResult unbuilt(String commit, String why) {
        return new CommitResult(commit, Found.SKIPPED, Skip.BUILD, 0, "", why);
    }

    /**
     * Returns whether a resumed search takes the result as it is. Evidence stands, and so does a failed build. An
     * undecided comparison is repeated, unless it took all rounds that it may take now.
     *
     * @param roundsNow rounds that a comparison may take at most now
     */
    public boolean stands(int roundsNow) {
        return skip == null || skip == Skip.BUILD || skip == Skip.ROUNDS && roundsNow <= maxRounds;
    }
}
