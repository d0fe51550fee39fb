package io.coldgate.bisect;

/**
 * One commit's comparison.
 *
 * @param commit its full name
 * @param found what it showed
 * @param measured both sides and the change, for people; empty where nothing was measured
 * @param why one sentence on what that rests on
 */
public record Look(String commit, Found found, String measured, String why) {
    /** The outcome of a comparison. */
    public enum Found {
        /** Not slower, by evidence. */
        FAST,
        /** Slower, by evidence. */
        SLOW,
        /** It could not be built or measured, or the evidence was not enough. */
        SKIPPED
    }
}
