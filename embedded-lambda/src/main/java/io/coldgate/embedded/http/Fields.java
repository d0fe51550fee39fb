package io.coldgate.embedded.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Header and trailer lines. */
final class Fields {
    /**
     * The limit on all lines together: Lambda accepts X-Ray error causes of up to 1 MiB, which a runtime sends as one
     * header.
     */
    static final int MAX_BYTES = (1 << 20) + (64 << 10);

    static final int MAX_COUNT = 200;

    /** Fields that make the message ambiguous when they are repeated. */
    private static final Set<String> SINGLE = Set.of("host", "content-length", "transfer-encoding", "content-type");

    private Fields() {}

    /** Reads lines up to the empty line. */
    static Map<String, String> read(WireInput in) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        int remaining = MAX_BYTES;
        int count = 0;
        while (true) {
            String line = in.readLine(remaining, 431);
            if (line == null) {
                throw new MalformedRequestException("the connection ended within the headers");
            }
            if (line.isEmpty()) {
                return fields;
            }
            remaining -= line.length();
            count++;
            if (count > MAX_COUNT) {
                throw new MalformedRequestException(431, "more than " + MAX_COUNT + " header lines");
            }
            add(fields, line);
        }
    }

    private static void add(Map<String, String> fields, String line) throws MalformedRequestException {
        int colon = line.indexOf(':');
        // A line that begins with a blank continues the previous line (obs-fold); its name is not a token either.
        if (colon <= 0 || !isToken(line.substring(0, colon))) {
            throw new MalformedRequestException("not a header line");
        }
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = trim(line.substring(colon + 1));
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                throw new MalformedRequestException("a header holds a control character");
            }
        }
        String earlier = fields.putIfAbsent(name, value);
        if (earlier != null) {
            if (SINGLE.contains(name)) {
                throw new MalformedRequestException("header " + name + " is there twice");
            }
            fields.put(name, earlier + ", " + value);
        }
    }

    private static String trim(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** RFC 9110 5.6.2. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
