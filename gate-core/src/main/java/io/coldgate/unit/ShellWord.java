package io.coldgate.unit;

import java.util.regex.Pattern;

/** A word of a command as a POSIX shell takes it. */
public final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellWord() {}

    /** Returns the word itself, or in single quotes where the shell would see more in it. */
    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
