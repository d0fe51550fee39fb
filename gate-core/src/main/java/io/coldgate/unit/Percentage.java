package io.coldgate.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Reads and writes shares with a percent sign: {@code 5%}, {@code 0.1%}. */
public final class Percentage {
    private static final int LONGEST = 20;
    private static final int DECIMALS = 6;

    private Percentage() {}

    /**
     * Reads a share.
     *
     * @param text such as {@code 5%}; the sign is mandatory
     * @return the share: 0.05 for {@code 5%}; zero or more
     * @throws QuantityFormatException when it is not one, with a message for the user
     */
    public static double parse(String text) throws QuantityFormatException {
        String stripped = text.strip();
        boolean signed = stripped.endsWith("%");
        String number = signed ? stripped.substring(0, stripped.length() - 1).stripTrailing() : stripped;
        Optional<String> comma = DecimalComma.hintOfShare(stripped);
        if (comma.isPresent()) {
            throw new QuantityFormatException(Printable.quote(stripped) + ": " + comma.get());
        }
        if (number.length() > LONGEST || !isDecimal(number)) {
            throw new QuantityFormatException(
                    Printable.quote(stripped) + ": not a percentage: write a number and a percent sign, as in 5%");
        }
        if (!signed) {
            throw new QuantityFormatException(Printable.quote(stripped) + ": no unit: write " + number + "%");
        }
        return new BigDecimal(number).movePointLeft(2).doubleValue();
    }

    private static boolean isDecimal(String number) {
        int point = number.indexOf('.');
        boolean oneGoodPoint =
                point < 0 || point > 0 && point < number.length() - 1 && number.indexOf('.', point + 1) < 0;
        return !number.isEmpty() && oneGoodPoint && number.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    /** Returns the share with its percent sign, without trailing zeros: {@code 0.1%}. */
    public static String format(double share) {
        BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2).setScale(DECIMALS, RoundingMode.HALF_UP);
        return percent.stripTrailingZeros().toPlainString() + "%";
    }
}
