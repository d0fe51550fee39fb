package io.coldgate.replay;

import io.coldgate.unit.Printable;

/** A file of recorded starts that cannot be read; the message is one line, {@code file:line:column: what is wrong}. */
public final class StartsFormatException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_NAME = 300;

    StartsFormatException(String file, long line, int column, String what) {
        super(Printable.escape(file, LONGEST_NAME) + ":" + line + ":" + column + ": " + what);
    }
}
