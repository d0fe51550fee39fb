package io.coldgate.unit;

/**
 * Patterns over paths of elements between slashes: <code>*</code> stands for any characters within an element,
 * <code>**</code> for any characters; {@code x/**} means {@code x} as well, as in Go's own patterns. All others stand
 * for themselves.
 */
public final class PathGlob {
    private static final String BELOW = "/**";

    private PathGlob() {}

    /**
     * Returns whether the pattern is the whole path. Takes at most the product of the two lengths, whatever the
     * pattern.
     */
    public static boolean matches(String pattern, String path) {
        boolean below = pattern.endsWith(BELOW);
        String text = below ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        int end = text.length();
        // The places of the pattern that the path may have come to.
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

    /** A star may stand for nothing. */
    private static void skipStars(String text, boolean[] places) {
        for (int p = 0; p < text.length(); p++) {
            if (places[p] && text.charAt(p) == '*') {
                places[p + (text.startsWith("**", p) ? 2 : 1)] = true;
            }
        }
    }
}
