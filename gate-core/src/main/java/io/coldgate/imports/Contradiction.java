package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;

/** Checks fields of a file that state the same thing. They must agree, because it is unknown which of them is wrong. */
final class Contradiction {
    /** The tolerance for sums in another order, and for numbers written with few digits. */
    private static final double TOLERANCE = 1e-3;

    /** The coarsest precision of a share; a share is accurate to the decimals with which it is written. */
    private static final double COARSEST_SHARE = 0.01;

    private Contradiction() {}

    /** Throws if the field is a different number; a field that is missing or not a number is ignored. */
    static void check(JsonNode field, String name, double computed, String what) throws ImportException {
        if (field.isNumber() && Math.abs(field.asDouble() - computed) > TOLERANCE * Math.max(computed, 1e-12)) {
            throw new ImportException(name + " is " + field.asText() + " and " + what + " " + shown(computed)
                    + ", which contradict each other");
        }
    }

    /**
     * Returns whether a share corresponds to that part of the total, to the precision of its decimals; 0 and 1 must be
     * exact.
     */
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
