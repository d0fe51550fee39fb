package io.coldgate.thresholds.read.value;

import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;

/** Reads single values. Every method reports a wrong value and then gives nothing. */
public final class Values {
    /** The smallest probability: stronger evidence than 10 000 : 1 is not worth its cold starts. */
    public static final double LEAST_PROBABILITY = 1e-4;

    private Values() {}

    /** Returns a text that is not empty and has no NUL, as required for processes and file systems. */
    public static Optional<String> text(Field field, String expected) {
        Optional<String> text = field.scalar(expected).map(YamlNode.Scalar::text);
        if (text.isPresent() && text.get().isBlank()) {
            field.wrong("empty: write " + expected);
            return Optional.empty();
        }
        return withoutNul(field, text);
    }

    /** Returns a text without NUL; reports a NUL, which paths and variables cannot contain. */
    public static Optional<String> withoutNul(Field field, Optional<String> text) {
        if (text.isPresent() && text.get().indexOf('\0') >= 0) {
            field.wrong(Printable.quote(text.get()) + ": holds a NUL character: remove it");
            return Optional.empty();
        }
        return text;
    }

    /** Returns an amount with its unit; a count has no unit and no quotes. */
    public static Optional<Quantity> quantity(Field field, Dimension dimension) {
        return quantity(field, dimension, any -> true);
    }

    private static Optional<Quantity> quantity(Field field, Dimension dimension, DoublePredicate plausible) {
        String expected = switch (dimension) {
            case TIME -> "a time, such as 80ms";
            case SIZE -> "a size, such as 10MB";
            case COUNT -> "a whole number, such as 10";
        };
        Optional<YamlNode.Scalar> scalar = field.scalar(expected);
        if (scalar.isEmpty() || dimension == Dimension.COUNT && isQuoted(field, scalar.get())) {
            return Optional.empty();
        }
        return parse(field, scalar.get().text(), dimension, plausible);
    }

    private static Optional<Quantity> parse(Field field, String text, Dimension dimension, DoublePredicate plausible) {
        try {
            return Optional.of(Quantity.parse(text, dimension, plausible));
        } catch (QuantityFormatException e) {
            field.wrong(e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns a limit; reports a zero time or size, which cannot be met. A count may be zero. */
    public static Optional<Quantity> limit(Field field, Dimension dimension) {
        Optional<Quantity> limit = quantity(field, dimension);
        if (dimension != Dimension.COUNT && limit.isPresent() && limit.get().value() == 0) {
            field.wrong("a limit of zero, which nothing can keep: write a larger one, or none for no limit");
            return Optional.empty();
        }
        return limit;
    }

    /** Returns a text that matches the pattern. */
    public static Optional<String> matching(Field field, Pattern pattern, String expected) {
        Optional<String> text = text(field, expected);
        if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
            field.wrong(Printable.quote(text.get()) + ": not " + expected);
            return Optional.empty();
        }
        return text;
    }

    /** Returns a duration in the range. */
    public static Optional<Duration> duration(Field field, Range range) {
        return within(field, range).map(Values::duration);
    }

    /** Returns a quantity of time as a duration, to the nanosecond. */
    public static Duration duration(Quantity time) {
        return Duration.ofNanos((long) time.value());
    }

    /** Returns an amount in the range. */
    public static Optional<Quantity> within(Field field, Range range) {
        Optional<Quantity> quantity = quantity(field, range.least().dimension(), range::contains);
        if (quantity.isPresent() && !range.contains(quantity.get())) {
            outOfRange(field, range.words());
            return Optional.empty();
        }
        return quantity;
    }

    /** Returns a whole number between two bounds, both included, written without quotes. */
    public static Optional<Integer> count(Field field, int least, int most) {
        Optional<YamlNode.Scalar> scalar = field.scalar("a whole number, such as " + Math.max(least, 3));
        if (scalar.isEmpty() || isQuoted(field, scalar.get())) {
            return Optional.empty();
        }
        Optional<Quantity> count = parse(field, scalar.get().text(), Dimension.COUNT, any -> true);
        if (count.isPresent() && (count.get().value() < least || count.get().value() > most)) {
            outOfRange(field, least + " to " + most);
            return Optional.empty();
        }
        return count.map(quantity -> (int) quantity.value());
    }

    private static boolean isQuoted(Field field, YamlNode.Scalar scalar) {
        if (!scalar.plain()) {
            field.wrong(Printable.quote(scalar.text()) + ": a text: write the number without quotes");
        }
        return !scalar.plain();
    }

    private static void outOfRange(Field field, String range) {
        String text = field.node() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        field.wrong(Printable.quote(text) + ": out of range: write " + range);
    }

    /** Returns a value that is exactly {@code true} or {@code false}. */
    public static Optional<Boolean> flag(Field field) {
        Optional<YamlNode.Scalar> scalar = field.scalar("true or false");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text();
        if (scalar.get().plain() && (text.equals("true") || text.equals("false"))) {
            return Optional.of(text.equals("true"));
        }
        field.wrong(Printable.quote(text) + ": not a truth value: write true or false, without quotes");
        return Optional.empty();
    }

    /** Returns one of the allowed words. */
    public static Optional<String> choice(Field field, String noun, List<String> known) {
        Optional<String> text = text(field, "one of " + String.join(", ", known));
        if (text.isPresent() && !known.contains(text.get())) {
            field.wrong("unknown " + noun + " " + Printable.quote(text.get()) + DidYouMean.hint(text.get(), known));
            return Optional.empty();
        }
        return text;
    }

    /** Returns the probability of a wrong verdict: above zero, and at most the given share. */
    public static Optional<Double> probability(Field field, double most) {
        Optional<YamlNode.Scalar> scalar = field.scalar("a percentage, such as 5%");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            double share = Percentage.parse(scalar.get().text());
            if (share >= LEAST_PROBABILITY && share <= most) {
                return Optional.of(share);
            }
            outOfRange(field, Percentage.format(LEAST_PROBABILITY) + " to " + Percentage.format(most));
        } catch (QuantityFormatException e) {
            field.wrong(e.getMessage());
        }
        return Optional.empty();
    }
}
