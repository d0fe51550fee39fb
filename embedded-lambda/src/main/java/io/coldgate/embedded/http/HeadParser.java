package io.coldgate.embedded.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads request lines and decides how the body is framed. Refuses everything that two parsers could read differently.
 */
final class HeadParser {
    /** A function's ARN is at most 256 characters; queries of the control plane are short. */
    static final int MAX_REQUEST_LINE = 16 * 1024;

    private HeadParser() {}

    /** The next request's head; null when the connection ends before a head begins. */
    static @Nullable RequestHead read(WireInput in) throws IOException {
        if (!in.await()) {
            return null;
        }
        long receivedNanos = in.filledNanos();
        String line = in.readLine(MAX_REQUEST_LINE, 414);
        if (line != null && line.isEmpty()) {
            // RFC 9112 2.2: an empty line before the request line is ignored.
            line = in.readLine(MAX_REQUEST_LINE, 414);
        }
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !Fields.isToken(parts[0])) {
            throw new MalformedRequestException("not an HTTP request line");
        }
        boolean http11 = version(parts[2]);
        String target = originForm(parts[1]);
        Map<String, String> headers = Fields.read(in);
        if (http11 && !headers.containsKey("host")) {
            throw new MalformedRequestException("no Host header");
        }
        int question = target.indexOf('?');
        return new RequestHead(
                parts[0],
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                http11,
                headers,
                contentLength(headers, http11),
                expectsContinue(headers, http11),
                keepAlive(headers, http11),
                receivedNanos);
    }

    private static boolean version(String version) throws MalformedRequestException {
        return switch (version) {
            case "HTTP/1.1" -> true;
            case "HTTP/1.0" -> false;
            default ->
                throw version.startsWith("HTTP/")
                        ? new MalformedRequestException(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
                        : new MalformedRequestException("not an HTTP request line");
        };
    }

    private static String originForm(String target) throws MalformedRequestException {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7f) {
                throw new MalformedRequestException(
                        "the request target holds a character that must be percent-encoded");
            }
        }
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        String lower = target.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            int authority = "http://".length();
            int path = indexOfPath(target, authority);
            String rest = target.substring(path);
            return rest.startsWith("/") ? rest : "/" + rest;
        }
        throw new MalformedRequestException("the request target is neither a path nor an http URL");
    }

    private static int indexOfPath(String target, int from) {
        int i = from;
        while (i < target.length() && target.charAt(i) != '/' && target.charAt(i) != '?') {
            i++;
        }
        return i;
    }

    private static long contentLength(Map<String, String> headers, boolean http11) throws MalformedRequestException {
        String encoding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (encoding != null) {
            if (length != null || !http11) {
                throw new MalformedRequestException("Transfer-Encoding with Content-Length or HTTP/1.0");
            }
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new MalformedRequestException(501, "no transfer encoding but chunked is spoken here");
            }
            return -1;
        }
        if (length == null) {
            return 0;
        }
        if (length.isEmpty() || length.length() > 18 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedRequestException("Content-Length is not a number");
        }
        return Long.parseLong(length);
    }

    private static boolean expectsContinue(Map<String, String> headers, boolean http11)
            throws MalformedRequestException {
        String expect = headers.get("expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            throw new MalformedRequestException(417, "only Expect: 100-continue is understood");
        }
        return expect != null && http11;
    }

    private static boolean keepAlive(Map<String, String> headers, boolean http11) {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        for (String option : connection.split(",", -1)) {
            if (option.strip().equals("close")) {
                return false;
            }
            if (option.strip().equals("keep-alive")) {
                return true;
            }
        }
        return http11;
    }
}
