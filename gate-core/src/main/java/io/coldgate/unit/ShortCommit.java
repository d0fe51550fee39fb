package io.coldgate.unit;

/** The short name of a commit, for people. */
public final class ShortCommit {
    /**
     * A length that is unique in a large repository; git itself shows 7 to 12 digits, depending on the repository's
     * size.
     */
    private static final int LENGTH = 10;

    private ShortCommit() {}

    /** Returns the beginning of a commit's hash, or the whole text if it is not longer. */
    public static String of(String hash) {
        return hash.substring(0, Math.min(LENGTH, hash.length()));
    }
}
