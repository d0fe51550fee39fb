package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.DecimalComma;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how much a value may exceed its baseline: {@code +10%}, or {@code +2} for a count. */
final class Increase {
    private static final Pattern FORM =
            Pattern.compile("(?<sign>[+-]?)(?<number>[0-9]{1,20}(?:\\.[0-9]{1,20})?) ?(?<percent>%?)");

    /** The largest decrease, the counterpart of the largest increase. */
    private static final double MOST_DECREASE = 0.9;

    private final Dimension dimension;
    private final boolean moreIsBetter;

    private Increase(Dimension dimension, boolean moreIsBetter) {
        this.dimension = dimension;
        this.moreIsBetter = moreIsBetter;
    }

    /** Returns the tolerance; a wrong one is reported and gives nothing. */
    static Optional<Tolerance> read(Field field, Metric metric) {
        // A custom count need not be a whole number, which fixed amounts require, so it is compared by ratios.
        Increase reader = new Increase(metric.isOwn() ? Dimension.TIME : metric.dimension(), metric.moreIsBetter());
        return reader.moreIsBetter ? reader.readDecrease(field) : reader.read(field);
    }

    /** Returns a share by which something may be worse, whatever it measures. */
    static Optional<Tolerance> readShare(Field field) {
        return new Increase(Dimension.TIME, false).read(field);
    }

    private boolean ofCounts() {
        return dimension == Dimension.COUNT;
    }

    private Optional<Tolerance> read(Field field) {
        String expected = ofCounts() ? "an increase, such as +2 or +10%" : "an increase in percent, such as +10%";
        Optional<YamlNode.Scalar> scalar = field.scalar(expected);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text();
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            String form = ofCounts()
                    ? "not an increase: write it as in +2 or +10%"
                    : "not an increase in percent: write it as in +10%; a limit with a unit of its own belongs under"
                            + " budgets";
            field.wrong(Printable.quote(text) + ": " + comma(text, "+").orElse(form));
            return Optional.empty();
        }
        boolean amount = ofCounts() && parts.group("percent").isEmpty();
        String problem = problem(parts, amount);
        if (!problem.isEmpty()) {
            field.wrong(Printable.quote(text) + ": " + problem);
            return Optional.empty();
        }
        return amount ? amount(field, parts.group("number")) : Optional.of(new Tolerance.Share(share(parts)));
    }

    /** Reads a decrease and converts it into an increase: a decrease of 10 % is an increase by a factor of 1/0.9. */
    private Optional<Tolerance> readDecrease(Field field) {
        String expected = "a decrease in percent, such as -10%, for more is better";
        Optional<YamlNode.Scalar> scalar = field.scalar(expected);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(scalar.get().text());
        boolean form = parts.matches()
                && parts.group("sign").equals("-")
                && !parts.group("percent").isEmpty();
        double share = form ? share(parts) : 0;
        if (!form || share <= 0 || share > MOST_DECREASE) {
            String text = scalar.get().text();
            field.wrong(Printable.quote(text) + ": "
                    + comma(text, "-").orElse("not " + expected + ", at most -" + Percentage.format(MOST_DECREASE)));
            return Optional.empty();
        }
        return Optional.of(new Tolerance.Share(1 / (1 - share) - 1));
    }

    /** Returns the hint for a share with a decimal comma, with its sign added if that is missing too. */
    private static Optional<String> comma(String text, String sign) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        return DecimalComma.hintOfShare(signed ? text : sign + text);
    }

    private static Optional<Tolerance> amount(Field field, String number) {
        try {
            return Optional.of(new Tolerance.Amount(Quantity.parse(number, Dimension.COUNT)));
        } catch (QuantityFormatException e) {
            field.wrong(e.getMessage());
            return Optional.empty();
        }
    }

    private static double share(Matcher parts) {
        return new BigDecimal(parts.group("number")).movePointLeft(2).doubleValue();
    }

    private String problem(Matcher parts, boolean amount) {
        String sign = parts.group("sign");
        String number = parts.group("number");
        String example = ofCounts() ? "+2 or +10%" : "+10%";
        if (sign.equals("-")) {
            return "asks the candidate to be better than its baseline: write an increase, such as " + example;
        }
        if (amount && sign.isEmpty()) {
            return "no plus sign: write +" + number + " for a number, +" + number + "% for a share";
        }
        if (!amount && (sign.isEmpty() || parts.group("percent").isEmpty())) {
            String missing = sign.isEmpty() ? parts.group("percent").isEmpty() ? "signs" : "plus sign" : "percent sign";
            return "no " + missing + ": write +" + number + "%";
        }
        if (!amount && share(parts) == 0) {
            return "a candidate equal to its baseline could never be shown to keep it: write an increase, such as "
                    + example;
        }
        return amount || share(parts) <= Keys.MOST_INCREASE
                ? ""
                : "out of range: write at most +" + Percentage.format(Keys.MOST_INCREASE);
    }
}
