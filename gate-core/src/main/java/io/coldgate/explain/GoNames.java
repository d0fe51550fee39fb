package io.coldgate.explain;

/** Names as Go's linker writes them: a dot in the last element of an import path is {@code %2e}. */
final class GoNames {
    private GoNames() {}

    /** Returns the import path of a name in a trace or a stack. */
    static String decode(String name) {
        return name.replace("%2e", ".");
    }

    /**
     * Returns the import path of a function's package: {@code a.b/c} for {@code a.b/c.(*T).Run}. A type argument may
     * contain slashes, so the search ends at the first bracket.
     */
    static String packageOf(String function) {
        int bracket = firstOf(function, '[', '(');
        String plain = bracket < 0 ? function : function.substring(0, bracket);
        int slash = plain.lastIndexOf('/');
        int dot = plain.indexOf('.', slash + 1);
        return decode(dot < 0 ? plain : plain.substring(0, dot));
    }

    private static int firstOf(String text, char one, char other) {
        int first = text.indexOf(one);
        int second = text.indexOf(other);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }
}
