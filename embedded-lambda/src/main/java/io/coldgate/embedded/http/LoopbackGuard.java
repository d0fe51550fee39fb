package io.coldgate.embedded.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests a {@link LoopbackServer} admits. Its port is open to this machine only, but a browser on this
 * machine acts on behalf of web pages: a page may post to loopback, may have its own name resolve to loopback (DNS
 * rebinding), or may use a loopback address as the source of an image. All of these are refused.
 */
final class LoopbackGuard {
    /** The answer to a refused request. */
    static final String REFUSAL =
            "The embedded Lambda answers requests from this machine only: Host, and Origin if there"
                    + " is one, must be a loopback address.";

    private static final String LOOPBACK =
            "(localhost|[a-z0-9-.]{1,200}\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}" + "|\\[::1\\])(:\\d{1,5})?";

    /**
     * Small runtimes, such as shell scripts, write any word there. A name without a dot is not that of a page on the
     * internet.
     */
    private static final String WORD = "[a-z0-9_-]{1,63}(:\\d{1,5})?";

    /**
     * The host that most clients send: compared without a pattern, because every request of a start waits for the
     * check.
     */
    private static final String USUAL_HOST = "127.0.0.1:";

    private static final int MOST_PORT_DIGITS = 5;

    private static final Pattern HOST = Pattern.compile(LOOPBACK + "|" + WORD, Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGIN = Pattern.compile("https?://" + LOOPBACK, Pattern.CASE_INSENSITIVE);

    private LoopbackGuard() {}

    /** Returns whether the request is admitted. */
    static boolean admits(RequestHead head) {
        String host = head.headers().get("host");
        String origin = head.headers().get("origin");
        // Only HTTP/1.0 allows a request without a Host, and no browser sends HTTP/1.0.
        return (host == null ? !head.http11() : isUsual(host) || isLoopback(HOST, host))
                && (origin == null ? !ofAnotherSite(head) : isLoopback(ORIGIN, origin));
    }

    /**
     * Returns whether the browser's headers show that a page of another site caused the request: images, links and
     * forms that only get have no Origin (W3C Fetch Metadata).
     */
    private static boolean ofAnotherSite(RequestHead head) {
        return "cross-site".equals(head.headers().get("sec-fetch-site"));
    }

    private static boolean isUsual(String host) {
        int digits = host.length() - USUAL_HOST.length();
        if (digits < 1 || digits > MOST_PORT_DIGITS || !host.startsWith(USUAL_HOST)) {
            return false;
        }
        for (int at = USUAL_HOST.length(); at < host.length(); at++) {
            if (host.charAt(at) < '0' || host.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLoopback(Pattern pattern, @Nullable String value) {
        return value != null && pattern.matcher(value).matches();
    }
}
