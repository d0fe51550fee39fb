package io.coldgate.unit;

/**
 * Patterns over slash-separated paths: <code>*</code> matches any characters within an element, <code>**</code> any
 * characters; {@code x/**} also matches {@code x}, as in Go's own patterns. All other characters match themselves.
 */
public final class PathGlob {
    private static final String BELOW = "/**";

    private PathGlob() {}

    /**
     * Returns whether the pattern matches the whole path. The time is at most proportional to the product of the two
     * lengths.
     */
    public static boolean matches(String pattern, String path) {
        boolean below = pattern.endsWith(BELOW);
        String text = below ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        int end = text.length();
        // The positions in the pattern that the path may have reached.
        boolean[] places = new boolean[end + 1];
        places[0] = true;
        skipStars(text, places);
        for (int i = 0; i < path.length(); i++) {
            if (below && places[end] && path.charAt(i) == '/') {
                return true;
            }
            places = behind(path.charAt(i), text, places);
        }
        return places[end];
    }

    private static boolean[] behind(char c, String text, boolean[] places) {
        boolean[] next = new boolean[places.length];
        for (int p = 0; p < text.length(); p++) {
            if (!places[p]) {
                continue;
            }
            if (text.charAt(p) == '*') {
                next[p] |= c != '/' || text.startsWith("**", p);
            } else if (text.charAt(p) == c) {
                next[p + 1] = true;
            }
        }
        skipStars(text, next);
        return next;
    }

    /** Advances over stars, which may match nothing. */
    private static void skipStars(String text, boolean[] places) {
        for (int p = 0; p < text.length(); p++) {
            if (places[p] && text.charAt(p) == '*') {
                places[p + (text.startsWith("**", p) ? 2 : 1)] = true;
            }
        }
    }
}
