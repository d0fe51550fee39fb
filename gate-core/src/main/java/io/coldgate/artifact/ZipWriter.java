package io.coldgate.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a zip whose bytes depend only on its content. {@code java.util.zip} has no way to set Unix modes before JDK
 * 25, and Lambda needs the executable bit of {@code bootstrap}. It writes plain zips, with fewer than 65536 entries and
 * 2 GB.
 */
final class ZipWriter {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;

    /** Version 2.0, made on Unix; otherwise modes are ignored. */
    private static final int VERSION = 20;

    private static final int MADE_BY_UNIX = 3 << 8 | VERSION;
    private static final int UTF8_NAMES = 1 << 11;
    private static final int DEFLATED = 8;

    /** 1980-01-01 00:00, the earliest time in the format. */
    private static final int DATE = 1 << 5 | 1;

    private static final int REGULAR_FILE = 0100000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream central = new ByteArrayOutputStream();
    private int entries;

    /**
     * Adds a file.
     *
     * @param name with forward slashes
     * @param mode permission bits, with or without the type of a file
     */
    void add(String name, int mode, byte[] content) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] deflated = deflate(content);
        CRC32 crc = new CRC32();
        crc.update(content);
        int offset = out.size();
        ByteArrayOutputStream common = new ByteArrayOutputStream();
        shorts(common, VERSION, UTF8_NAMES, DEFLATED, 0, DATE);
        ints(common, (int) crc.getValue(), deflated.length, content.length);
        shorts(common, nameBytes.length, 0);

        ints(out, LOCAL_HEADER);
        out.writeBytes(common.toByteArray());
        out.writeBytes(nameBytes);
        out.writeBytes(deflated);

        ints(central, CENTRAL_HEADER);
        shorts(central, MADE_BY_UNIX);
        central.writeBytes(common.toByteArray());
        shorts(central, 0, 0, 0); // comment, disk, internal attributes
        ints(central, (REGULAR_FILE | mode) << 16, offset);
        central.writeBytes(nameBytes);
        entries++;
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(content.length / 2 + 64);
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    byte[] finish() {
        int offset = out.size();
        out.writeBytes(central.toByteArray());
        ints(out, END);
        shorts(out, 0, 0, entries, entries);
        ints(out, central.size(), offset);
        shorts(out, 0);
        return out.toByteArray();
    }

    private static void shorts(ByteArrayOutputStream to, int... values) {
        for (int value : values) {
            to.write(value);
            to.write(value >>> 8);
        }
    }

    private static void ints(ByteArrayOutputStream to, int... values) {
        for (int value : values) {
            shorts(to, value, value >>> 16);
        }
    }
}
