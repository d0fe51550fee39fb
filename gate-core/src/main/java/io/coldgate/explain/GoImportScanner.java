package io.coldgate.explain;

import java.util.ArrayList;
import java.util.List;

/** Reads the head of a Go file: the package clause and the imports (Go specification, "Source file organization"). */
final class GoImportScanner {
    private static final String END = "";

    private final String text;
    private final List<WrittenImport> found = new ArrayList<>();
    private int at;
    private int line = 1;

    GoImportScanner(String text) {
        this.text = text;
        this.at = text.startsWith("\ufeff") ? 1 : 0;
    }

    List<WrittenImport> imports() {
        if (!next().equals("package")) {
            return found;
        }
        next();
        String token = next();
        while (token.equals(";") || token.equals("import") && declaration()) {
            token = next();
        }
        return found;
    }

    /** Reads a declaration after {@code import}; returns whether it was one. */
    private boolean declaration() {
        String token = next();
        if (!token.equals("(")) {
            return spec(token);
        }
        token = next();
        while (!token.equals(")")) {
            if (!token.equals(";") && !spec(token)) {
                return false;
            }
            token = next();
        }
        return true;
    }

    /** Reads an import's path, after its alias if it has one. */
    private boolean spec(String first) {
        String path = isString(first) ? first : next();
        boolean named = isString(first) || first.equals(".") || Character.isUnicodeIdentifierPart(startOf(first));
        if (!named || !isString(path)) {
            return false;
        }
        found.add(new WrittenImport(path.substring(1, path.length() - 1), line));
        return true;
    }

    private static int startOf(String token) {
        return token.isEmpty() ? ' ' : token.codePointAt(0);
    }

    /** Returns whether the token is a terminated string. */
    private static boolean isString(String token) {
        int first = startOf(token);
        return (first == '"' || first == '`') && token.length() > 1 && token.charAt(token.length() - 1) == first;
    }

    /** Returns the next token: a word, a string with its quotes, or a character; {@link #END} after the last. */
    private String next() {
        skipBlanksAndComments();
        if (at >= text.length()) {
            return END;
        }
        int start = at;
        int first = text.codePointAt(at);
        at += Character.charCount(first);
        if (first == '"') {
            return quoted() ? text.substring(start, at) : END;
        }
        if (first == '`') {
            at = behind("`", at);
        } else if (Character.isUnicodeIdentifierPart(first)) {
            while (at < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return text.substring(start, at);
    }

    /** Reads a string in double quotes, which must end on its line; after an unterminated one, nothing more is read. */
    private boolean quoted() {
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c == '\\' && at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
        }
        at = text.length();
        return false;
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int start = at;
                at = behind("*/", at + 2);
                line += (int)
                        text.substring(start, at).chars().filter(x -> x == '\n').count();
            } else {
                return;
            }
        }
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
