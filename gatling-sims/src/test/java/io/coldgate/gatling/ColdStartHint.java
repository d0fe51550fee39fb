package io.coldgate.gatling;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hint on whether an answer came from a new execution environment, and how long its init took: from the embedded
 * Lambda's own header, or from a header that the function sets. LocalStack and AWS do not report it in a function URL's
 * answer.
 *
 * @param cold empty if not reported
 * @param initMillis empty if not reported, and for a warm answer
 */
record ColdStartHint(Optional<Boolean> cold, OptionalDouble initMillis) {
    /** The header that the embedded Lambda sends with each answer: one line of JSON. */
    static final String MEASUREMENTS_HEADER = "X-Coldgate-Measurements";

    private static final ColdStartHint UNKNOWN = new ColdStartHint(Optional.empty(), OptionalDouble.empty());
    private static final ColdStartHint WARM = new ColdStartHint(Optional.of(false), OptionalDouble.empty());
    private static final Pattern COLD = Pattern.compile("\"cold\":(true|false)");
    private static final Pattern INIT_NANOS = Pattern.compile("\"initNanos\":(\\d{1,18})[,}]");
    private static final Pattern MILLIS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final double NANOS_PER_MILLI = 1e6;

    /** Parses the value of {@link #MEASUREMENTS_HEADER}. */
    static ColdStartHint ofMeasurements(String header) {
        Matcher cold = COLD.matcher(header);
        if (!cold.find()) {
            return UNKNOWN;
        }
        if (cold.group(1).equals("false")) {
            return WARM;
        }
        Matcher init = INIT_NANOS.matcher(header);
        return new ColdStartHint(
                Optional.of(true),
                init.find()
                        ? OptionalDouble.of(Long.parseLong(init.group(1)) / NANOS_PER_MILLI)
                        : OptionalDouble.empty());
    }

    /**
     * Parses the header that {@code coldgate.init-header} names.
     *
     * @param header its value; empty if the answer has none, which means that it came from a warm environment
     */
    static ColdStartHint ofInitHeader(Optional<String> header) {
        if (header.isEmpty()) {
            return WARM;
        }
        String value = header.get().strip();
        return MILLIS.matcher(value).matches()
                ? new ColdStartHint(Optional.of(true), OptionalDouble.of(Double.parseDouble(value)))
                : UNKNOWN;
    }

    static ColdStartHint unknown() {
        return UNKNOWN;
    }
}
