package io.coldgate.bisect;

/**
 * A commit of the history that is searched.
 *
 * @param hash its full name
 * @param subject the first line of its message
 */
public record Commit(String hash, String subject) {
    private static final int SHORT = 10;

    /** Returns the beginning of its name, for people. */
    public String shortHash() {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }
}
