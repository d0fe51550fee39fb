package io.coldgate.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The headers of an ELF file of either class and byte order. Every offset and size is checked against the file before
 * it is used, and no memory is allocated according to a size that the file merely claims.
 */
final class ElfImage {
    /** Signals a file whose headers point outside of it, or contradict each other. */
    static final class CorruptException extends Exception {
        private static final long serialVersionUID = 1;

        CorruptException(String message) {
            super(message);
        }
    }

    /**
     * A part of the file.
     *
     * @param type its PT_ or SHT_ number
     * @param name the name of a section; empty for a segment
     * @param address its address in memory
     * @param offset its offset in the file
     * @param size its size in the file
     * @param link for a section, another section's index
     */
    record Part(int type, String name, long address, long offset, long size, int link) {}

    static final int EXECUTABLE = 2;
    static final int SHARED_OBJECT = 3;

    private static final int LEAST_HEADER = 52;
    private static final int HEADER_64 = 64;

    /** The Linux kernel reads one page of program headers; linkers make about a dozen. */
    private static final int MOST_SEGMENTS = 1024;

    private static final int MOST_SECTIONS = 65_536;
    private static final int LONGEST_STRING = 4096;

    private final ByteBuffer file;
    private final boolean wide;
    private final int type;
    private final int machine;
    private final List<Part> segments;
    private final List<Part> sections;

    /**
     * Reads the headers.
     *
     * @param bytes a file that starts with the ELF magic number
     */
    ElfImage(byte[] bytes) throws CorruptException {
        if (bytes.length < LEAST_HEADER) {
            throw new CorruptException("shorter than its header");
        }
        wide = bytes[4] == 2;
        file = ByteBuffer.wrap(bytes).order(bytes[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (wide && bytes.length < HEADER_64) {
            throw new CorruptException("shorter than its header");
        }
        type = half(16);
        machine = half(18);
        segments = readSegments();
        sections = readSections();
    }

    int type() {
        return type;
    }

    int machine() {
        return machine;
    }

    List<Part> segments() {
        return segments;
    }

    List<Part> sections() {
        return sections;
    }

    boolean isWide() {
        return wide;
    }

    private List<Part> readSegments() throws CorruptException {
        long table = address(wide ? 32 : 28);
        int size = half(wide ? 54 : 42);
        int count = half(wide ? 56 : 44);
        if (count > MOST_SEGMENTS) {
            throw new CorruptException("too many segments");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = entry(table, i, size, wide ? 56 : 32);
            parts.add(
                    wide
                            ? new Part(
                                    file.getInt(at),
                                    "",
                                    file.getLong(at + 16),
                                    file.getLong(at + 8),
                                    file.getLong(at + 32),
                                    0)
                            : new Part(file.getInt(at), "", word(at + 8), word(at + 4), word(at + 16), 0));
        }
        return parts;
    }

    private List<Part> readSections() throws CorruptException {
        long table = address(wide ? 40 : 32);
        int size = half(wide ? 58 : 46);
        int count = table == 0 ? 0 : half(wide ? 60 : 48);
        int namesIndex = half(wide ? 62 : 50);
        if (table != 0 && count == 0) {
            // More than 65279 sections: their number is in the first section. No linker's output for Lambda has that
            // many.
            throw new CorruptException("too many sections");
        }
        int[] at = new int[Math.min(count, MOST_SECTIONS)];
        for (int i = 0; i < at.length; i++) {
            at[i] = entry(table, i, size, wide ? 64 : 40);
        }
        Part names = namesIndex < at.length ? section(at[namesIndex], "") : null;
        List<Part> parts = new ArrayList<>();
        for (int header : at) {
            parts.add(section(header, names == null ? "" : string(names, word(header))));
        }
        return parts;
    }

    private Part section(int at, String name) {
        int kind = file.getInt(at + 4);
        return wide
                ? new Part(
                        kind,
                        name,
                        file.getLong(at + 16),
                        file.getLong(at + 24),
                        file.getLong(at + 32),
                        file.getInt(at + 40))
                : new Part(kind, name, word(at + 12), word(at + 16), word(at + 20), file.getInt(at + 24));
    }

    private int entry(long table, int index, int size, int least) throws CorruptException {
        long at = table + (long) index * size;
        if (size < least || table < 0 || at < 0 || at > file.limit() - size) {
            throw new CorruptException("a table outside of the file");
        }
        return (int) at;
    }

    /** Returns the bytes of a part. */
    ByteBuffer data(Part part) throws CorruptException {
        if (part.offset() < 0
                || part.size() < 0
                || part.offset() > file.limit()
                || part.size() > file.limit() - part.offset()) {
            throw new CorruptException("a part outside of the file");
        }
        return file.slice((int) part.offset(), (int) part.size()).order(file.order());
    }

    /** Returns the string at that offset of a part; cut after 4096 bytes. */
    String string(Part part, long offset) throws CorruptException {
        ByteBuffer data = data(part);
        if (offset < 0 || offset >= data.limit()) {
            return "";
        }
        int end = (int) offset;
        int most = (int) Math.min(data.limit(), offset + LONGEST_STRING);
        while (end < most && data.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - (int) offset];
        data.get((int) offset, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Optional<Part> segment(int wanted) {
        return segments.stream().filter(part -> part.type() == wanted).findFirst();
    }

    Optional<Part> section(String name) {
        return sections.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    private int half(int at) {
        return file.getShort(at) & 0xffff;
    }

    private long word(int at) {
        return file.getInt(at) & 0xffffffffL;
    }

    private long address(int at) {
        return wide ? file.getLong(at) : word(at);
    }
}
