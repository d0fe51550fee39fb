package io.coldgate.report.html;

import java.util.regex.Pattern;

/** A word of a command as a POSIX shell takes it. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private ShellWord() {}

    /** The word itself, or in single quotes where the shell would see more in it. */
    static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
