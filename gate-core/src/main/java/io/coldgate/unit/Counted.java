package io.coldgate.unit;

/** Counts with correct English plurals. */
public final class Counted {
    private Counted() {}

    /** Returns {@code 1 check} or {@code 22 checks}: the number, and the noun with an s unless the number is one. */
    public static String of(long n, String noun) {
        return of(n, noun, noun + "s");
    }

    /** Returns {@code 1 entry} or {@code 22 entries}. */
    public static String of(long n, String one, String several) {
        return n + " " + (n == 1 ? one : several);
    }
}
