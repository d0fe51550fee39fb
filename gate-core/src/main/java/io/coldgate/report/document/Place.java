package io.coldgate.report.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a file.
 *
 * @param file the file's name in the report
 * @param line from 1
 */
public record Place(String file, int line) {
    private static final Pattern LOCATION = Pattern.compile("(?s)(.{1,1000}):([1-9][0-9]{0,6}):[0-9]{1,7}");

    /** Parses {@code file:line:column}; empty for any other text. */
    public static Optional<Place> of(String location) {
        Matcher parts = LOCATION.matcher(location);
        return parts.matches()
                ? Optional.of(new Place(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }
}
