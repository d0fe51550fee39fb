package io.coldgate.embedded.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a connection, buffered; records when the last read returned. */
final class WireInput {
    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;
    private long filledNanos = System.nanoTime();

    WireInput(InputStream in) {
        this.in = in;
    }

    /** Returns whether bytes can be read without asking the socket. */
    boolean buffered() {
        return position < end;
    }

    /** Waits for a byte; false at the end of the connection. */
    boolean await() throws IOException {
        return buffered() || fill();
    }

    /** Returns when the bytes in the buffer arrived, on {@link System#nanoTime()}'s clock. */
    long filledNanos() {
        return filledNanos;
    }

    /** Reads like {@link InputStream#read(byte[], int, int)}; large reads bypass the buffer. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (!buffered()) {
            if (length >= buffer.length) {
                return in.read(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /**
     * Reads a line that ends with CR LF.
     *
     * @param limit the maximum number of bytes before the CR LF
     * @param tooLong the status with which a longer line is refused
     * @return the line without its end, as ISO-8859-1; null when the connection ends before its first byte
     */
    @Nullable
    String readLine(int limit, int tooLong) throws IOException {
        ByteArrayOutputStream earlier = null;
        while (true) {
            if (!await()) {
                if (earlier == null) {
                    return null;
                }
                throw new MalformedRequestException("the connection ended within a line");
            }
            int lineFeed = indexOfLineFeed();
            int length = (earlier == null ? 0 : earlier.size()) + (lineFeed < 0 ? end : lineFeed) - position;
            if (length > limit + 1) {
                throw new MalformedRequestException(tooLong, "a line has more than " + limit + " bytes");
            }
            if (lineFeed >= 0 && earlier == null) {
                String line = withoutReturn(buffer, position, lineFeed - position);
                position = lineFeed + 1;
                return line;
            }
            earlier = earlier == null ? new ByteArrayOutputStream(2 * buffer.length) : earlier;
            earlier.write(buffer, position, (lineFeed < 0 ? end : lineFeed) - position);
            position = lineFeed < 0 ? end : lineFeed + 1;
            if (lineFeed >= 0) {
                return withoutReturn(earlier.toByteArray(), 0, earlier.size());
            }
        }
    }

    private static String withoutReturn(byte[] bytes, int offset, int length) throws MalformedRequestException {
        // A lone LF is refused: if two parsers disagree on line ends, requests can be smuggled.
        if (length == 0 || bytes[offset + length - 1] != '\r') {
            throw new MalformedRequestException("a line does not end with CR LF");
        }
        return new String(bytes, offset, length - 1, StandardCharsets.ISO_8859_1);
    }

    private int indexOfLineFeed() {
        for (int i = position; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        filledNanos = System.nanoTime();
        position = 0;
        end = Math.max(count, 0);
        return count > 0;
    }
}
