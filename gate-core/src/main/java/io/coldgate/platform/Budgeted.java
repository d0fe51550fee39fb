package io.coldgate.platform;

/** A text of which so many characters may be looked at: a regular expression on it ends, however it is written. */
final class Budgeted implements CharSequence {
    private final CharSequence text;
    private final Steps steps;

    /** The looks that are left, of several texts together. */
    static final class Steps {
        private int left;

        Steps(int left) {
            this.left = left;
        }
    }

    /** No look is left. */
    static final class OverException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OverException() {
            super("", null, false, false);
        }
    }

    Budgeted(CharSequence text, Steps steps) {
        this.text = text;
        this.steps = steps;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (steps.left-- <= 0) {
            throw new OverException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Budgeted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
