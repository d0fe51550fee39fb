package io.coldgate.embedded.api.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** The two text formats in which Lambda writes a time. */
public final class Timestamps {
    private Timestamps() {}

    /**
     * {@code 2025-11-25T02:26:54.000+0000}, for functions and layers. Formatted by hand, so that no formatter is
     * loaded.
     */
    public static String lambda(Instant time) {
        return seconds(time) + "." + digits(time.get(ChronoField.MILLI_OF_SECOND), 3) + "+0000";
    }

    /** {@code 2025-11-25T02:26:54.123Z}, for function URLs. */
    public static String iso(Instant time) {
        return seconds(time) + "." + digits(time.get(ChronoField.MILLI_OF_SECOND), 3) + "Z";
    }

    private static String seconds(Instant time) {
        var at = time.atOffset(ZoneOffset.UTC);
        return digits(at.getYear(), 4) + "-" + digits(at.getMonthValue(), 2) + "-" + digits(at.getDayOfMonth(), 2) + "T"
                + digits(at.getHour(), 2) + ":" + digits(at.getMinute(), 2) + ":" + digits(at.getSecond(), 2);
    }

    private static String digits(int value, int width) {
        String text = Integer.toString(value);
        return "0".repeat(Math.max(0, width - text.length())) + text;
    }
}
