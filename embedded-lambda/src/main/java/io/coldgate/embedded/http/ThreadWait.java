package io.coldgate.embedded.http;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The time for which a thread of the server waited for a core. A delay that this wait causes in reading a request is
 * not the client's. Linux only ({@code /proc/thread-self/schedstat}, second field, ns).
 */
public final class ThreadWait {
    private static final String SELF = "/proc/thread-self/schedstat";
    private static final int SMALL_FILE = 128;
    private static final ThreadLocal<OptionalLong> LISTENING = ThreadLocal.withInitial(OptionalLong::empty);

    private ThreadWait() {}

    /** Notes that the calling thread is about to wait for a connection, or for the next request on one. */
    public static void listen() {
        LISTENING.set(read());
    }

    /**
     * Returns how long the calling thread has waited for a core since it began to listen for the request that it
     * serves; empty when unknown.
     */
    public static OptionalLong sinceListening() {
        OptionalLong begun = LISTENING.get();
        OptionalLong now = begun.isPresent() ? read() : begun;
        return now.isPresent() ? OptionalLong.of(Math.max(0, now.getAsLong() - begun.getAsLong())) : now;
    }

    private static OptionalLong read() {
        try (var in = new FileInputStream(SELF)) {
            String text = new String(in.readNBytes(SMALL_FILE), StandardCharsets.US_ASCII);
            int first = text.indexOf(' ');
            int second = text.indexOf(' ', first + 1);
            return second < 0 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text, first + 1, second, 10));
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
