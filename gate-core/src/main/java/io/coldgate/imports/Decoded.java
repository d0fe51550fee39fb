package io.coldgate.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a tool's file as plain UTF-8, without a byte order mark. A gzip is unpacked (k6 writes one for a name
 * that ends in {@code .gz}), and UTF-16 with a byte order mark is converted (PowerShell's {@code >} writes it).
 */
final class Decoded {
    private static final int BUFFER = 1 << 16;

    /** The largest unpacked size: two hours of a load test; a larger file has to be unpacked by the user. */
    private static final long MOST_UNPACKED = 2L << 30;

    /**
     * The largest compression ratio: raw points shrink to a fortieth, while only artificial text shrinks to a
     * thousandth.
     */
    private static final long MOST_RATIO = 300;

    /** The size from which the ratio is checked, because a small file may be very repetitive. */
    private static final long RATIO_FROM = 64L << 20;

    /** The largest UTF-16 file: text redirected by a shell, which is decoded in memory. */
    private static final int MOST_UTF16 = 128 << 20;

    /** The number of bytes that suffices to identify a file. */
    private static final int LOOK_AHEAD = 4096;

    private Decoded() {}

    /** Opens the file; reading throws an {@link IOException} if it is incomplete or too large. */
    static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            InputStream buffered = new BufferedInputStream(raw, BUFFER);
            byte[] start = peek(buffered, 2);
            if (start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
                buffered = new BufferedInputStream(
                        new Unpacked(new GZIPInputStream(buffered, BUFFER), Files.size(file)), BUFFER);
            }
            return withoutMark(buffered);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Returns the beginning of the file as text. */
    static String start(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return new String(in.readNBytes(LOOK_AHEAD), StandardCharsets.UTF_8).stripLeading();
        }
    }

    private static byte[] peek(InputStream in, int count) throws IOException {
        in.mark(count);
        byte[] start = in.readNBytes(count);
        in.reset();
        return start;
    }

    private static InputStream withoutMark(InputStream in) throws IOException {
        byte[] start = peek(in, 3);
        int first = start.length > 1 ? (start[0] & 0xff) << 8 | start[1] & 0xff : 0;
        if (first == 0xfffe) {
            return utf16(in, StandardCharsets.UTF_16LE);
        }
        if (first == 0xfeff) {
            return utf16(in, StandardCharsets.UTF_16BE);
        }
        if (first == 0xefbb && start.length > 2 && (start[2] & 0xff) == 0xbf) {
            in.skipNBytes(3);
        }
        return in;
    }

    private static InputStream utf16(InputStream in, Charset order) throws IOException {
        try (in) {
            in.skipNBytes(2);
            byte[] bytes = in.readNBytes(MOST_UTF16 + 1);
            if (bytes.length > MOST_UTF16) {
                throw new IOException("over " + (MOST_UTF16 >> 20) + " MB of UTF-16: write it as UTF-8");
            }
            return new ByteArrayInputStream(
                    order.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new IOException("not whole UTF-16, which its byte order mark says it is", e);
        }
    }

    /** Limits the size to which a small file may unpack. */
    private static final class Unpacked extends FilterInputStream {
        private final long packed;
        private long size;

        Unpacked(InputStream in, long packed) {
            super(in);
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            count(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long length) throws IOException {
            long count = super.skip(length);
            count((int) Math.min(Integer.MAX_VALUE, count));
            return count;
        }

        private void count(int more) throws IOException {
            size += more;
            if (size > MOST_UNPACKED || size > RATIO_FROM && size / MOST_RATIO > packed) {
                throw new IOException(
                        "unpacks to over " + (size >> 20) + " MB from " + packed + " bytes: gunzip it first");
            }
        }
    }
}
