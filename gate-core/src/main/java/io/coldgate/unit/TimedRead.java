package io.coldgate.unit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads bodies of HTTP responses within a time limit: a request's own timeout ends with the response's head. */
public final class TimedRead {
    private TimedRead() {}

    /** Thrown when a body does not end in time; its message is a sentence. */
    public static final class LateException extends IOException {
        private static final long serialVersionUID = 1L;

        private LateException(Duration limit) {
            super("it did not end within " + limit.toSeconds() + " s");
        }
    }

    /**
     * Reads to the end, or up to one byte more than allowed.
     *
     * @param most the number of bytes allowed
     * @param limit the time limit until the last byte
     * @return the bytes; one more than allowed if the body is larger
     * @throws LateException when it does not end in time
     * @throws IOException when it cannot be read
     */
    public static byte[] bytes(InputStream body, int most, Duration limit) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    close(body);
                },
                CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS));
        try {
            byte[] read = body.readNBytes(most + 1);
            if (!late.get()) {
                return read;
            }
        } catch (IOException e) {
            if (!late.get()) {
                throw e;
            }
        } finally {
            end.cancel(false);
        }
        throw new LateException(limit);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // The reader of the body notices that it has ended.
            System.getLogger(TimedRead.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
        }
    }
}
