package io.coldgate.embedded.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The Date header, which is formatted once a second. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private static volatile Stamp last = new Stamp(0, "");

    private HttpDate() {}

    static String now() {
        long second = System.currentTimeMillis() / 1000;
        Stamp stamp = last;
        if (stamp.second() != second) {
            // RFC_1123_DATE_TIME writes days below ten without the leading zero that HTTP requires.
            String text = FORMAT.format(Instant.ofEpochSecond(second));
            stamp = new Stamp(second, text.charAt(6) == ' ' ? text.substring(0, 5) + "0" + text.substring(5) : text);
            last = stamp;
        }
        return stamp.text();
    }

    private record Stamp(long second, String text) {}
}
