package io.coldgate.embedded.api.wire;

import io.coldgate.embedded.http.Exchange;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. The port is open to this machine only, but a browser on this machine carries out orders of web pages:
 * a page may post to loopback, or have its own name resolve to loopback (DNS rebinding). Neither is let in.
 */
public final class Door {
    private static final String LOOPBACK =
            "(localhost|[a-z0-9-.]{1,200}\\.localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}" + "|\\[::1\\])(:\\d{1,5})?";
    private static final Pattern HOST = Pattern.compile(LOOPBACK, Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGIN = Pattern.compile("https?://" + LOOPBACK, Pattern.CASE_INSENSITIVE);

    private Door() {}

    /** Whether the request's Host is loopback and its Origin, if it has one, too. */
    public static boolean isOpenTo(Exchange exchange) {
        String origin = exchange.header("origin");
        return isLoopback(HOST, exchange.header("host")) && (origin == null || isLoopback(ORIGIN, origin));
    }

    private static boolean isLoopback(Pattern pattern, @Nullable String value) {
        return value != null && pattern.matcher(value).matches();
    }
}
