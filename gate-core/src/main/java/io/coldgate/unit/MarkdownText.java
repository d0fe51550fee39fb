package io.coldgate.unit;

import java.util.regex.Pattern;

/**
 * Untrusted text in Markdown. Markup of Markdown and HTML is escaped. That is not enough on GitHub and GitLab: after
 * resolving escapes and entities, they search the text for mentions, references, commits, addresses and emoji
 * everywhere except in code. So a word that could be taken for one of these becomes code. Zero-width characters would
 * work too, but they would be included whenever somebody copies a name.
 */
public final class MarkdownText {
    private static final Pattern LOADED = Pattern.compile(
            // A mention, a team, a commit of a fork, an e-mail address; a reference; a formula.
            "[@#$]"
                    // Addresses, with a scheme or without.
                    + "|://|www\\.|mailto:|xmpp:"
                    // GH-12, an advisory, and custom references of a repository: TICKET-12.
                    + "|ghsa-|(?<![a-z0-9])[a-z][a-z0-9]*-[0-9]"
                    // A commit.
                    + "|(?<![0-9a-z_])[0-9a-f]{7,64}(?![0-9a-z_])"
                    // An emoji; a line number between two colons may be one too, such as 100.
                    + "|:[a-z0-9_+-]+:"
                    // On GitLab: a merge request, a label, an epic, a milestone.
                    + "|![0-9]|~[a-z0-9_\"]|&[a-z0-9_]|%[a-z0-9_\"]",
            Pattern.CASE_INSENSITIVE);

    private MarkdownText() {}

    /** Returns a list item within another one. The bar keeps a line from becoming a list, a heading or code. */
    public static String item(String line) {
        return "  - │ " + escape(line) + "\n";
    }

    /** Returns untrusted text as plain text: no markup, mentions or links; line ends become spaces. */
    public static String escape(String text) {
        String line = Printable.escape(text.replaceAll("[\\n\\r\\t ]+", " "), Integer.MAX_VALUE);
        StringBuilder out = new StringBuilder(line.length() + 16);
        int from = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || " |`".indexOf(line.charAt(i)) >= 0) {
                word(line.substring(from, i), out);
                if (i < line.length()) {
                    separator(line.charAt(i), out);
                }
                from = i + 1;
            }
        }
        return out.toString();
    }

    /**
     * Writes a separator. Words contain no grave accent, which would end their code, and no bar, which would end their
     * cell.
     */
    private static void separator(char c, StringBuilder out) {
        out.append(
                switch (c) {
                    case '|' -> "\\|";
                    case '`' -> "&#96;";
                    default -> String.valueOf(c);
                });
    }

    private static void word(String word, StringBuilder out) {
        if (LOADED.matcher(word).find()) {
            out.append('`').append(word).append('`');
            return;
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\\', '*', '_', '[', ']', '~', '!' -> out.append('\\').append(c);
                default -> out.append(c);
            }
        }
    }
}
