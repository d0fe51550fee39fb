package io.coldgate.platform;

/** A text with a budget of character accesses, which guarantees that any regular expression on it terminates. */
final class Budgeted implements CharSequence {
    private final CharSequence text;
    private final Steps steps;

    /** The remaining accesses, shared by several texts. */
    static final class Steps {
        private int left;

        Steps(int left) {
            this.left = left;
        }
    }

    /** Signals that no access is left. */
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
