package io.coldgate.unit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with a decimal comma, as in many countries. It is refused, with the number as it should be written. */
public final class DecimalComma {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}),([0-9]{1,15})\\s*([^,]*)");

    private static final Pattern SHARE = Pattern.compile("([+-]?[0-9]{1,15}),([0-9]{1,15})\\s*%?");

    private DecimalComma() {}

    /** Returns the hint for a share, such as {@code a decimal comma: write 7.5%}; empty without such a comma. */
    public static Optional<String> hintOfShare(String text) {
        Matcher parts = SHARE.matcher(text.strip());
        return parts.matches() ? Optional.of(hint(parts.group(1) + "." + parts.group(2) + "%")) : Optional.empty();
    }

    /** Returns the amount with a point in place of the comma, without spaces; empty without such a comma. */
    static Optional<String> withPoint(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(parts.group(1) + "." + parts.group(2) + parts.group(3)) : Optional.empty();
    }

    /** Returns the amount without its comma if that may separate thousands; empty otherwise. */
    static Optional<String> withoutComma(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                        && parts.group(1).length() <= 3
                        && parts.group(2).length() == 3
                        && !parts.group(1).startsWith("0")
                ? Optional.of(parts.group(1) + parts.group(2) + parts.group(3))
                : Optional.empty();
    }

    /** Returns the hint to write an amount in that form. */
    static String hint(String example) {
        return "a decimal comma: write " + example;
    }
}
