package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;

/** Two fields of a file that say the same thing must agree: nobody knows which of them is wrong. */
final class Contradiction {
    /** The difference that sums in another order, or a number that was written with few digits, may have. */
    private static final double TOLERANCE = 1e-3;

    /** A share is believed to as many decimals as it is written with; never less than this. */
    private static final double COARSEST_SHARE = 0.01;

    private Contradiction() {}

    /** Throws where the field is a number other than that; a field that is missing, or no number, says nothing. */
    static void check(JsonNode field, String name, double computed, String what) throws ImportException {
        if (field.isNumber() && Math.abs(field.asDouble() - computed) > TOLERANCE * Math.max(computed, 1e-12)) {
            throw new ImportException(name + " is " + field.asText() + " and " + what + " " + shown(computed)
                    + ", which contradict each other");
        }
    }

    /** Returns whether a share is that many of so many, as far as its decimals go; none and all are exact. */
    static boolean isShare(double share, long part, long total) {
        if (!Double.isFinite(share)) {
            return false;
        }
        double difference = Math.abs(share - (double) part / total);
        int decimals = BigDecimal.valueOf(share).stripTrailingZeros().scale();
        return decimals <= 0 ? difference == 0 : difference < Math.min(COARSEST_SHARE, Math.pow(10, -decimals));
    }

    static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }
}
