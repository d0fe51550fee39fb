package io.coldgate.embedded;

import io.coldgate.embedded.model.Fault;
import java.util.regex.Pattern;

/** Reads {@code --fault KIND=VALUE}. */
final class FaultOption {
    private static final Pattern COUNT = Pattern.compile("\\d{1,7}");

    private FaultOption() {}

    /** The fault; fails with what is wrong about it. */
    static Fault parse(String text) {
        int equals = text.indexOf('=');
        String kind = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        return switch (kind) {
            case "throttle" -> new Fault.Throttle(CommandLine.share(value));
            case "conflict" -> new Fault.Conflict(count(value));
            default -> throw new IllegalArgumentException(kind + ": no such fault; see --help");
        };
    }

    private static int count(String value) {
        if (!COUNT.matcher(value).matches()) {
            throw new IllegalArgumentException(value + ": must be a whole number");
        }
        return Integer.parseInt(value);
    }
}
