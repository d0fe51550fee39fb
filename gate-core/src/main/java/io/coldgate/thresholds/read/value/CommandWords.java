package io.coldgate.thresholds.read.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A command as a list of words, split as a POSIX shell splits them: spaces separate words; quotes and the backslash
 * protect characters. Nothing is expanded; any other shell syntax is refused rather than silently passed on as text.
 */
public final class CommandWords {
    private static final String OPERATORS = "|&;<>()`$\n";

    /** Characters that a backslash protects inside double quotes. */
    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\$`";

    /** Signals a text that is not a plain command; the message states what to do. */
    public static final class NotWordsException extends Exception {
        private static final long serialVersionUID = 1;

        NotWordsException(String message) {
            super(message);
        }

        /** Returns the message, which is never null. */
        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    private CommandWords() {}

    /** Returns the words of the text; at least one. */
    public static List<String> split(String text) throws NotWordsException {
        return List.copyOf(new Splitter(text.strip()).split());
    }

    private static final class Splitter {
        private final String text;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private int next;

        Splitter(String text) {
            this.text = text;
        }

        List<String> split() throws NotWordsException {
            while (next < text.length()) {
                char c = text.charAt(next++);
                if (c == ' ' || c == '\t') {
                    endWord();
                } else if (c == '\'' || c == '"') {
                    inWord = true;
                    quoted(c);
                } else if (c == '\\') {
                    inWord = true;
                    word.append(escaped());
                } else {
                    refuseOperator(c);
                    inWord = true;
                    word.append(c);
                }
            }
            endWord();
            if (words.isEmpty() || words.get(0).isEmpty()) {
                throw new NotWordsException("no command: write a program and its arguments");
            }
            return words;
        }

        private void endWord() {
            if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }

        private void quoted(char quote) throws NotWordsException {
            while (next < text.length()) {
                char c = text.charAt(next++);
                if (c == quote) {
                    return;
                }
                if (quote == '"' && c == '\\' && next < text.length() && isEscapable(text.charAt(next))) {
                    word.append(text.charAt(next++));
                    continue;
                }
                if (quote == '"' && (c == '$' || c == '`')) {
                    refuseOperator(c);
                }
                word.append(c);
            }
            throw new NotWordsException(
                    "a quote (" + quote + ") that is not closed: close it, or put it in the other kind of quotes");
        }

        private static boolean isEscapable(char c) {
            return ESCAPED_IN_DOUBLE_QUOTES.indexOf(c) >= 0;
        }

        private char escaped() throws NotWordsException {
            if (next == text.length()) {
                throw new NotWordsException("a backslash at the end: remove it");
            }
            return text.charAt(next++);
        }

        private static void refuseOperator(char c) throws NotWordsException {
            if (OPERATORS.indexOf(c) >= 0) {
                String shown = c == '\n' ? "a line break" : "\"" + c + "\"";
                throw new NotWordsException(shown + ": the command is run without a shell: put it in single quotes, or"
                        + " write sh -c '...'");
            }
        }
    }
}
