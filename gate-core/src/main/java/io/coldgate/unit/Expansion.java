package io.coldgate.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Substitutes values in texts. The sizes of each text and of all together are bounded: values that double from line to
 * line could produce gigabytes from thirty lines.
 */
public final class Expansion {
    /** The longest text, in characters, which is also the limit for a CloudFormation template. */
    public static final int LONGEST = 1 << 20;

    /** The limit for all texts together. */
    private static final int MOST = 1 << 25;

    private long made;

    /** Returns the parts as one text; empty if it is too long, or the total limit is reached. */
    public Optional<String> joined(List<String> parts) {
        long length = parts.stream().mapToLong(String::length).sum();
        if (length > LONGEST || made + length > MOST) {
            // Failed attempts count too, so they cannot take for ever.
            made += LONGEST;
            return Optional.empty();
        }
        made += length;
        return Optional.of(String.join("", parts));
    }

    /** Returns the text with each match replaced once; empty as for {@link #joined}. */
    public Optional<String> replaced(String text, Pattern pattern, Function<MatchResult, String> value) {
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

    /** Returns the text with that word replaced by another; empty as for {@link #joined}. */
    public Optional<String> replaced(String text, String word, String by) {
        return replaced(text, Pattern.compile(word, Pattern.LITERAL), found -> by);
    }
}
