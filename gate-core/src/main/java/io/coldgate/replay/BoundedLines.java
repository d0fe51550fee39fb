package io.coldgate.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an untrusted stream: each line has a bounded length, and all together a bounded size, which also limits
 * how far a compressed file may unpack. Every byte is a character (ISO 8859-1), because valid content is ASCII.
 */
final class BoundedLines {
    private final InputStream in;
    private final String file;
    private final ReadLimits limits;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;
    private long bytes;
    private long line;

    BoundedLines(InputStream in, String file, ReadLimits limits) {
        this.in = in;
        this.file = file;
        this.limits = limits;
    }

    /** Returns the number of the line that was read last, from 1. */
    long line() {
        return line;
    }

    /** Returns the next line without its end (LF or CRLF), or null after the last one. */
    @Nullable
    String read() throws IOException, StartsFormatException {
        line++;
        StringBuilder text = new StringBuilder();
        int c = nextByte();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (text.length() == limits.lineBytes()) {
                throw new StartsFormatException(
                        file, line, text.length() + 1, "the line is longer than " + limits.lineBytes() + " bytes");
            }
            text.append((char) c);
            c = nextByte();
        }
        if (text.length() > 0 && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        return text.toString();
    }

    private int nextByte() throws IOException, StartsFormatException {
        if (next == end) {
            fill();
        }
        return end < 0 ? -1 : buffer[next++] & 0xff;
    }

    private void fill() throws IOException, StartsFormatException {
        try {
            end = in.read(buffer);
        } catch (EOFException | ZipException e) {
            throw new StartsFormatException(file, line, 1, "the compressed file is damaged or cut off: fetch it again");
        }
        next = end < 0 ? -1 : 0;
        bytes += Math.max(0, end);
        if (bytes > limits.totalBytes()) {
            throw new StartsFormatException(
                    file, line, 1, "more than " + (limits.totalBytes() >> 20) + " MB unpacked: replay a part of it");
        }
    }
}
