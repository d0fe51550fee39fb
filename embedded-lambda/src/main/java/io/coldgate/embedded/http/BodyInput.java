package io.coldgate.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A request's body, of a known length or chunked. Never reads beyond its end. */
final class BodyInput extends InputStream {
    /** Longest chunk header: 15 hexadecimal digits and any extensions that a client sends, which are ignored. */
    private static final int MAX_CHUNK_LINE = 4096;

    private static final int MAX_SIZE_DIGITS = 15;

    private final WireInput in;
    private final ConnectionWait wait;
    private final boolean chunked;
    private final Runnable onFirstRead;
    private Map<String, String> trailers = Map.of();
    private long remaining;
    private long received;
    private boolean begun;
    private boolean finished;

    /**
     * A body.
     *
     * @param contentLength the number of its bytes; -1 when it is chunked
     * @param onFirstRead runs before the wait for the first byte
     */
    BodyInput(WireInput in, long contentLength, ConnectionWait wait, Runnable onFirstRead) {
        this.in = in;
        this.wait = wait;
        this.chunked = contentLength < 0;
        this.remaining = Math.max(contentLength, 0);
        this.finished = contentLength == 0;
        this.onFirstRead = onFirstRead;
    }

    boolean begun() {
        return begun;
    }

    boolean finished() {
        return finished;
    }

    Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (finished) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        if (!begun) {
            begun = true;
            onFirstRead.run();
        }
        wait.begin(ConnectionWait.Phase.BODY);
        try {
            return part(target, offset, length);
        } finally {
            wait.end();
        }
    }

    private int part(byte[] target, int offset, int length) throws IOException {
        if (remaining == 0) {
            nextChunk();
            if (finished) {
                return -1;
            }
        }
        int count = in.read(target, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw cutOff();
        }
        remaining -= count;
        received += count;
        if (remaining == 0) {
            endOfPart();
        }
        return count;
    }

    private MalformedRequestException cutOff() {
        String all = chunked ? "" : " of " + (received + remaining);
        return new MalformedRequestException("the body is cut off after " + received + all + " bytes");
    }

    private void endOfPart() throws IOException {
        if (!chunked) {
            finished = true;
            return;
        }
        String end = in.readLine(0, 400);
        if (end == null) {
            throw cutOff();
        }
        nextChunk();
    }

    private void nextChunk() throws IOException {
        String line = in.readLine(MAX_CHUNK_LINE, 400);
        if (line == null) {
            throw cutOff();
        }
        int semicolon = line.indexOf(';');
        remaining = parseSize((semicolon < 0 ? line : line.substring(0, semicolon)).stripTrailing());
        if (remaining == 0) {
            trailers = Fields.read(in);
            finished = true;
        }
    }

    private static long parseSize(String size) throws MalformedRequestException {
        if (size.isEmpty() || size.length() > MAX_SIZE_DIGITS) {
            throw new MalformedRequestException("not a chunk size");
        }
        long value = 0;
        for (int i = 0; i < size.length(); i++) {
            // ASCII only: Character.digit() alone also takes the digits of other scripts.
            int digit = size.charAt(i) < 0x80 ? Character.digit(size.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new MalformedRequestException("not a chunk size");
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
