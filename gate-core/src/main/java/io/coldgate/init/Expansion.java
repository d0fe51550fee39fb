package io.coldgate.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with values put in their places. They are bounded, each and all together: values that double from line to line
 * make gigabytes of thirty lines.
 */
final class Expansion {
    /** The longest text, in characters; a whole template of CloudFormation has no more. */
    static final int LONGEST = 1 << 20;

    /** All of them together. */
    private static final int MOST = 1 << 25;

    private long made;

    /** Returns the parts as one text; empty where that is too long, or too much was made already. */
    Optional<String> joined(List<String> parts) {
        long length = parts.stream().mapToLong(String::length).sum();
        if (length > LONGEST || made + length > MOST) {
            // So that not even trying takes for ever.
            made += LONGEST;
            return Optional.empty();
        }
        made += length;
        return Optional.of(String.join("", parts));
    }

    /** Returns the text with each match replaced, once; empty as in {@link #joined}. */
    Optional<String> replaced(String text, Pattern pattern, Function<MatchResult, String> value) {
        if (made >= MOST) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            parts.add(text.substring(from, found.start()));
            parts.add(value.apply(found));
            from = found.end();
        }
        parts.add(text.substring(from));
        return joined(parts);
    }

    /** Returns the text with that word replaced by another; empty as in {@link #joined}. */
    Optional<String> replaced(String text, String word, String by) {
        return replaced(text, Pattern.compile(word, Pattern.LITERAL), found -> by);
    }
}
