package io.coldgate.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes a zip without unpacking it: renames an entry to a name of the same length, and adds an entry at the end. All
 * other content, modes and times are unchanged. Layout: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.16.
 */
final class ZipPatch {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_FIXED = 30;
    private static final int LOCAL_NAME_LENGTH = 26;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int CENTRAL_FIXED = 46;
    private static final int CENTRAL_NAME_LENGTH = 28;
    private static final int CENTRAL_OFFSET = 42;
    private static final int END = 0x06054b50;
    private static final int END_FIXED = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    /** The largest number of entries: a count of 65,535 marks a zip with 64-bit fields. */
    private static final int MOST_ENTRIES = 0xfffe;

    private final ByteBuffer zip;
    private final List<Entry> entries = new ArrayList<>();
    private final int centralOffset;
    private final int centralSize;

    /**
     * An entry's place in the archive.
     *
     * @param central position of its name in the table at the end
     * @param local position of its own header
     */
    private record Entry(String name, int central, int local) {}

    /**
     * Reads the table of a zip.
     *
     * @throws ArtifactException when it is not a zip, or one with 64-bit fields
     */
    ZipPatch(byte[] bytes) throws ArtifactException {
        zip = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int end = end();
            int count = zip.getShort(end + 10) & 0xffff;
            centralSize = zip.getInt(end + 12);
            centralOffset = zip.getInt(end + 16);
            int at = centralOffset;
            for (int i = 0; i < count; i++) {
                at = entry(at);
            }
            // An additional entry must not need 64-bit fields either.
            if (at != centralOffset + centralSize || count >= MOST_ENTRIES) {
                throw damaged();
            }
        } catch (IndexOutOfBoundsException e) {
            throw damaged();
        }
    }

    private static ArtifactException damaged() {
        return new ArtifactException("the probe cannot be packed: not a plain zip (damaged, or with 64-bit fields)");
    }

    private int end() throws ArtifactException {
        int last = zip.capacity() - END_FIXED;
        for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (zip.getInt(at) == END) {
                return at;
            }
        }
        throw damaged();
    }

    private int entry(int at) throws ArtifactException {
        if (zip.getInt(at) != CENTRAL_HEADER) {
            throw damaged();
        }
        int nameLength = zip.getShort(at + CENTRAL_NAME_LENGTH) & 0xffff;
        int more = (zip.getShort(at + CENTRAL_NAME_LENGTH + 2) & 0xffff)
                + (zip.getShort(at + CENTRAL_NAME_LENGTH + 4) & 0xffff);
        int name = at + CENTRAL_FIXED;
        entries.add(new Entry(text(name, nameLength), name, zip.getInt(at + CENTRAL_OFFSET)));
        return name + nameLength + more;
    }

    private String text(int at, int length) {
        byte[] text = new byte[length];
        zip.get(at, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    boolean has(String name) {
        return entries.stream().anyMatch(entry -> entry.name().equals(name));
    }

    /** Renames every entry with that name; both names must have the same number of bytes. */
    void rename(String from, String to) throws ArtifactException {
        byte[] name = to.getBytes(StandardCharsets.UTF_8);
        for (Entry entry : entries) {
            if (entry.name().equals(from)) {
                int local = entry.local();
                try {
                    int length = zip.getShort(local + LOCAL_NAME_LENGTH) & 0xffff;
                    if (zip.getInt(local) != LOCAL_HEADER
                            || !text(local + LOCAL_FIXED, length).equals(from)) {
                        throw damaged();
                    }
                    zip.put(entry.central(), name);
                    zip.put(local + LOCAL_FIXED, name);
                } catch (IndexOutOfBoundsException e) {
                    throw damaged();
                }
            }
        }
    }

    /** Returns the zip with an additional entry; a comment of the zip is dropped. */
    byte[] with(String name, int mode, byte[] content) {
        ZipWriter writer = new ZipWriter();
        writer.add(name, mode, content);
        ByteBuffer added = ByteBuffer.wrap(writer.finish()).order(ByteOrder.LITTLE_ENDIAN);
        int addedEnd = added.capacity() - END_FIXED;
        int addedCentral = added.getInt(addedEnd + 16);
        added.putInt(addedCentral + CENTRAL_OFFSET, centralOffset);
        int size = centralSize + (addedEnd - addedCentral);
        ByteBuffer all = ByteBuffer.allocate(centralOffset + addedCentral + size + END_FIXED)
                .order(ByteOrder.LITTLE_ENDIAN);
        all.put(Arrays.copyOfRange(zip.array(), 0, centralOffset));
        all.put(added.array(), 0, addedCentral);
        all.put(zip.array(), centralOffset, centralSize);
        all.put(added.array(), addedCentral, addedEnd - addedCentral);
        short count = (short) (entries.size() + 1);
        all.putInt(END).putInt(0).putShort(count).putShort(count);
        all.putInt(size).putInt(centralOffset + addedCentral).putShort((short) 0);
        return all.array();
    }
}
