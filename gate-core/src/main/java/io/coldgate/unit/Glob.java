package io.coldgate.unit;

/**
 * Patterns over names: {@code *} matches any number of characters, {@code ?} exactly one; all other characters match
 * themselves.
 */
public final class Glob {
    private Glob() {}

    /**
     * Returns whether the pattern matches the whole name. The time is at most proportional to the product of the two
     * lengths.
     */
    public static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            boolean more = p < pattern.length();
            if (more && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (more && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
