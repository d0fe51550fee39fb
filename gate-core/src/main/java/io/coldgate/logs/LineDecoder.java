package io.coldgate.logs;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts lines of files and streams into events. {@code aws logs tail} and {@code sam logs} put a time, and usually a
 * stream, before each message; the JSON format contains a time; all other lines get the time at which they were read.
 */
final class LineDecoder {
    /** The form {@code TIME STREAM MESSAGE} of aws logs tail, and {@code STREAM TIME MESSAGE} of sam logs. */
    private static final Pattern PREFIXED = Pattern.compile(
            "(?:(?<first>\\d{4}/\\d{2}/\\d{2}/\\S+) )?(?<time>\\d{4}-\\d{2}-\\d{2}T\\S+)"
                    + " (?:(?<second>\\d{4}/\\d{2}/\\d{2}/\\S+) )?(?<message>.*)",
            Pattern.DOTALL);

    private static final Pattern JSON_TIME =
            Pattern.compile("\"(?:time|timestamp)\"\\s*:\\s*\"(\\d{4}-\\d{2}-\\d{2}T[^\"\\\\]{1,40})\"");

    private LineDecoder() {}

    /**
     * Returns the event of a line.
     *
     * @param id the event's id
     * @param readMillis when it was read, for a line without a time
     */
    static LogEvent decode(String id, String line, long readMillis) {
        Matcher prefixed = PREFIXED.matcher(line);
        if (prefixed.matches()) {
            String stream = prefixed.group("first") == null ? prefixed.group("second") : prefixed.group("first");
            return new LogEvent(
                    id,
                    millis(prefixed.group("time"), readMillis),
                    stream == null ? "" : stream,
                    prefixed.group("message"));
        }
        Matcher json = JSON_TIME.matcher(line);
        long millis = line.startsWith("{") && json.find() ? millis(json.group(1), readMillis) : readMillis;
        return new LogEvent(id, millis, "", line);
    }

    private static long millis(String text, long otherwise) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
