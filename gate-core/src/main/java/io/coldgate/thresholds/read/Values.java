package io.coldgate.thresholds.read;

import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single values. Each method reports what is wrong and then gives nothing. */
final class Values {
    private static final Pattern INCREASE =
            Pattern.compile("(?<sign>[+-]?)(?<number>[0-9]{1,20}(?:\\.[0-9]{1,20})?) ?(?<percent>%?)");

    private Values() {}

    /** Any text that is not empty and has no NUL, as every string that goes to a process or a file system. */
    static Optional<String> text(Field field, String expected) {
        Optional<String> text = field.scalar(expected).map(YamlNode.Scalar::text);
        if (text.isPresent() && text.get().isBlank()) {
            field.wrong("empty: write " + expected);
            return Optional.empty();
        }
        return withoutNul(field, text);
    }

    static Optional<String> withoutNul(Field field, Optional<String> text) {
        if (text.isPresent() && text.get().indexOf('\0') >= 0) {
            field.wrong(Printable.quote(text.get()) + ": holds a NUL character: remove it");
            return Optional.empty();
        }
        return text;
    }

    /** An amount with its unit. */
    static Optional<Quantity> quantity(Field field, Dimension dimension) {
        String expected = dimension == Dimension.TIME ? "a time, such as 80ms" : "a size, such as 10MB";
        Optional<YamlNode.Scalar> scalar = field.scalar(expected);
        return scalar.isPresent() ? parse(field, scalar.get().text(), dimension) : Optional.empty();
    }

    private static Optional<Quantity> parse(Field field, String text, Dimension dimension) {
        try {
            return Optional.of(Quantity.parse(text, dimension));
        } catch (QuantityFormatException e) {
            field.wrong(e.getMessage());
            return Optional.empty();
        }
    }

    /** An amount of which nothing can stay below zero. */
    static Optional<Quantity> limit(Field field, Dimension dimension) {
        Optional<Quantity> limit = quantity(field, dimension);
        if (limit.isPresent() && limit.get().value() == 0) {
            field.wrong("a limit of zero, which nothing can keep: write a larger one, or none for no limit");
            return Optional.empty();
        }
        return limit;
    }

    /** A text that fits the pattern. */
    static Optional<String> matching(Field field, Pattern pattern, String expected) {
        Optional<String> text = text(field, expected);
        if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
            field.wrong(Printable.quote(text.get()) + ": not " + expected);
            return Optional.empty();
        }
        return text;
    }

    /** A time in the range. */
    static Optional<Duration> duration(Field field, Range range) {
        return within(field, range).map(Values::duration);
    }

    static Duration duration(Quantity time) {
        return Duration.ofNanos((long) time.value());
    }

    /** An amount in the range. */
    static Optional<Quantity> within(Field field, Range range) {
        Optional<Quantity> quantity = quantity(field, range.least().dimension());
        if (quantity.isPresent() && !range.contains(quantity.get())) {
            outOfRange(field, range.words());
            return Optional.empty();
        }
        return quantity;
    }

    /** A whole number between two, both included, written without quotes. */
    static Optional<Integer> count(Field field, int least, int most) {
        Optional<YamlNode.Scalar> scalar = field.scalar("a whole number, such as " + Math.max(least, 3));
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        if (!scalar.get().plain()) {
            field.wrong(Printable.quote(scalar.get().text()) + ": a text: write the number without quotes");
            return Optional.empty();
        }
        Optional<Quantity> count = parse(field, scalar.get().text(), Dimension.COUNT);
        if (count.isPresent() && (count.get().value() < least || count.get().value() > most)) {
            outOfRange(field, least + " to " + most);
            return Optional.empty();
        }
        return count.map(quantity -> (int) quantity.value());
    }

    private static void outOfRange(Field field, String range) {
        String text = field.node() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        field.wrong(Printable.quote(text) + ": out of range: write " + range);
    }

    /** Exactly {@code true} or {@code false}. */
    static Optional<Boolean> flag(Field field) {
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

    /** One of the words. */
    static Optional<String> choice(Field field, String noun, List<String> known) {
        Optional<String> text = text(field, "one of " + String.join(", ", known));
        if (text.isPresent() && !known.contains(text.get())) {
            field.wrong("unknown " + noun + " " + Printable.quote(text.get()) + DidYouMean.hint(text.get(), known));
            return Optional.empty();
        }
        return text;
    }

    /** A probability of a wrong verdict: above zero, at most the given share. */
    static Optional<Double> probability(Field field, double most) {
        Optional<YamlNode.Scalar> scalar = field.scalar("a percentage, such as 5%");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            double share = Percentage.parse(scalar.get().text());
            if (share >= Keys.LEAST_PROBABILITY && share <= most) {
                return Optional.of(share);
            }
            outOfRange(field, Percentage.format(Keys.LEAST_PROBABILITY) + " to " + Percentage.format(most));
        } catch (QuantityFormatException e) {
            field.wrong(e.getMessage());
        }
        return Optional.empty();
    }

    /** Returns how much more is allowed, as a share: 0.1 for {@code +10%}; both signs are mandatory. */
    static Optional<Double> increase(Field field) {
        Optional<YamlNode.Scalar> scalar = field.scalar("an increase in percent, such as +10%");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text();
        Matcher parts = INCREASE.matcher(text);
        if (!parts.matches()) {
            field.wrong(Printable.quote(text) + ": not an increase in percent: write it as in +10%; a limit with a unit"
                    + " of its own belongs under budgets");
            return Optional.empty();
        }
        double share = new BigDecimal(parts.group("number")).movePointLeft(2).doubleValue();
        String problem = increaseProblem(parts, share);
        if (!problem.isEmpty()) {
            field.wrong(Printable.quote(text) + ": " + problem);
            return Optional.empty();
        }
        return Optional.of(share);
    }

    private static String increaseProblem(Matcher parts, double share) {
        String sign = parts.group("sign");
        String percent = parts.group("percent");
        if (sign.equals("-")) {
            return "asks the candidate to be better than its baseline: write an increase, such as +10%";
        }
        if (sign.isEmpty() || percent.isEmpty()) {
            String missing = sign.isEmpty() ? percent.isEmpty() ? "signs" : "plus sign" : "percent sign";
            return "no " + missing + ": write +" + parts.group("number") + "%";
        }
        if (share == 0) {
            return "a candidate equal to its baseline could never be shown to keep it: write an increase, such as +10%";
        }
        return share <= Keys.MOST_INCREASE
                ? ""
                : "out of range: write at most +" + Percentage.format(Keys.MOST_INCREASE);
    }
}
