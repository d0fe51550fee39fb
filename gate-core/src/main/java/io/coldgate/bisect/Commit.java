package io.coldgate.bisect;

import io.coldgate.unit.ShortCommit;

/**
 * A commit of the history that is searched.
 *
 * @param hash its full name
 * @param subject the first line of its message
 */
public record Commit(String hash, String subject) {
    /** Returns the beginning of its name, for people. */
    public String shortHash() {
        return ShortCommit.of(hash);
    }
}
