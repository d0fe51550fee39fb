package io.coldgate.artifact;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The archive that {@code docker save} and {@code podman save} write: a tar of layers (each a tar, compressed or not)
 * with their descriptions. Layers are recognised by their content, because names differ between engines and versions.
 */
public final class ImageArchive {
    /** The offset of the word {@code ustar} in a tar's first record (tar(5)). */
    private static final int MAGIC_AT = 257;

    private static final int HEAD = MAGIC_AT + 5;

    private ImageArchive() {}

    /**
     * The sizes of an image's layers.
     *
     * @param compressedBytes compressed by gzip, as stored in a registry; layers that are already compressed count as
     *     they are
     * @param unpackedBytes sum of the sizes of their files
     * @param layers the number of layers; a repeated layer counts once
     */
    public record Sizes(long compressedBytes, long unpackedBytes, int layers) {}

    /**
     * Reads an archive to its end.
     *
     * @throws ArtifactException when it is not such an archive, or a layer has an unsupported compression
     */
    public static Sizes read(InputStream archive) throws ArtifactException {
        long compressed = 0;
        long unpacked = 0;
        int layers = 0;
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(archive, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isFile()) {
                    continue;
                }
                var content = new BufferedInputStream(tar, 1 << 16);
                byte[] head = peek(content);
                if (isGzip(head)) {
                    compressed += entry.getSize();
                    unpacked += files(new BufferedInputStream(new GZIPInputStream(content), 1 << 16));
                    layers++;
                } else if (isZstd(head)) {
                    throw new ArtifactException(
                            "the image has a layer that is compressed by zstd, which is not read here:"
                                    + " build it with layers that are not, or compressed by gzip");
                } else if (isTar(head)) {
                    var counted = new Compressed(content);
                    unpacked += files(counted);
                    compressed += counted.end();
                    layers++;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ArtifactException("the image's archive cannot be read: " + e.getMessage());
        }
        return new Sizes(compressed, unpacked, layers);
    }

    private static byte[] peek(BufferedInputStream content) throws IOException {
        content.mark(HEAD);
        byte[] head = content.readNBytes(HEAD);
        content.reset();
        return head;
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    private static boolean isZstd(byte[] head) {
        return head.length > 4
                && head[0] == 0x28
                && head[1] == (byte) 0xb5
                && head[2] == 0x2f
                && head[3] == (byte) 0xfd;
    }

    private static boolean isTar(byte[] head) {
        return head.length == HEAD && new String(head, MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    /** Returns the sum of the sizes of a layer's files; reads it to its end. */
    private static long files(InputStream layer) throws IOException {
        long bytes = 0;
        // Not closed, because the enclosing archive continues.
        var tar = new TarArchiveInputStream(layer);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            bytes += entry.isFile() ? entry.getSize() : 0;
        }
        layer.transferTo(OutputStream.nullOutputStream());
        return bytes;
    }

    /** Passes on the bytes that it reads, and counts their compressed size. */
    private static final class Compressed extends InputStream {
        private final InputStream in;
        private final Count count = new Count();
        private final GZIPOutputStream gzip;

        Compressed(InputStream in) throws IOException {
            this.in = in;
            this.gzip = new GZIPOutputStream(count, 1 << 16);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) {
                gzip.write(one);
            }
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read > 0) {
                gzip.write(bytes, offset, read);
            }
            return read;
        }

        long end() throws IOException {
            gzip.finish();
            return count.bytes;
        }
    }

    private static final class Count extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}
