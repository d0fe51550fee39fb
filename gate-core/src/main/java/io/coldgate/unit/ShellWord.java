package io.coldgate.unit;

import java.util.regex.Pattern;

/** A word of a command in POSIX shell syntax. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellWord() {}

    /** Returns the word itself, or the word in single quotes if a shell would interpret it. */
    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
