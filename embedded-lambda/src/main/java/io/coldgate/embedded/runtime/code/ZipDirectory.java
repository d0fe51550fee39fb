package io.coldgate.embedded.runtime.code;

import io.coldgate.embedded.runtime.code.InvalidArchiveException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a zip's central directory (APPNOTE.TXT 4.3.12). {@code java.util.zip} cannot be used because it does not expose
 * the Unix modes, which decide whether a bootstrap is executable and whether an entry is a link.
 */
final class ZipDirectory {
    /**
     * More files than any real package has; Lambda has no documented limit, but an archive of 50 MB can hold a million.
     */
    static final int MAX_ENTRIES = 100_000;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int END64_LOCATOR_BYTES = 20;
    private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final long IN_ZIP64 = 0xffffffffL;

    private final ByteBuffer zip;

    private ZipDirectory(byte[] bytes) {
        zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The archive's entries in the order of its directory. */
    static List<ArchiveEntry> read(byte[] bytes) throws InvalidArchiveException {
        try {
            return new ZipDirectory(bytes).entries();
        } catch (IndexOutOfBoundsException e) {
            throw damaged("its directory points outside of it");
        }
    }

    private List<ArchiveEntry> entries() throws InvalidArchiveException {
        int end = findEnd();
        long size = unsigned(end + 12);
        long offset = unsigned(end + 16);
        int directoryEnd = end;
        // The field of the number of entries may have overflowed alone: 65,535 entries need far less than 4 GB.
        if (hasEnd64(end)) {
            directoryEnd = findEnd64(end);
            size = zip.getLong(directoryEnd + 40);
            offset = zip.getLong(directoryEnd + 48);
        }
        if (size < 0 || offset < 0 || size > directoryEnd) {
            throw damaged("its directory points outside of it");
        }
        // Data before the archive (a self-extractor) shifts all offsets by the same amount.
        long shift = directoryEnd - size - offset;
        if (shift < 0) {
            throw damaged("its directory points outside of it");
        }
        var entries = new ArrayList<ArchiveEntry>();
        int position = Math.toIntExact(directoryEnd - size);
        while (position < directoryEnd) {
            if (zip.getInt(position) != ENTRY_SIGNATURE) {
                throw damaged("its directory is broken");
            }
            if (entries.size() == MAX_ENTRIES) {
                throw new InvalidArchiveException(
                        Reason.TOO_MANY_ENTRIES, "the archive has more than " + MAX_ENTRIES + " entries");
            }
            entries.add(entry(position, shift));
            position += ENTRY_BYTES + ushort(position + 28) + ushort(position + 30) + ushort(position + 32);
        }
        return entries;
    }

    private int findEnd() throws InvalidArchiveException {
        int last = zip.capacity() - END_BYTES;
        for (int at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
            if (zip.getInt(at) == END_SIGNATURE && at + END_BYTES + ushort(at + 20) == zip.capacity()) {
                return at;
            }
        }
        throw damaged("it does not end like a zip");
    }

    private boolean hasEnd64(int end) throws InvalidArchiveException {
        int locator = end - END64_LOCATOR_BYTES;
        boolean there = locator >= 0 && zip.getInt(locator) == END64_LOCATOR_SIGNATURE;
        if (!there && (unsigned(end + 12) == IN_ZIP64 || unsigned(end + 16) == IN_ZIP64)) {
            throw damaged("its 64-bit directory is broken");
        }
        return there;
    }

    private int findEnd64(int end) throws InvalidArchiveException {
        int locator = end - END64_LOCATOR_BYTES;
        long at = zip.getLong(locator + 8);
        if (isEnd64(at, locator)) {
            return (int) at;
        }
        // Its position without extensions, if data before the archive has shifted it.
        int usual = locator - END64_BYTES;
        if (isEnd64(usual, locator)) {
            return usual;
        }
        throw damaged("its 64-bit directory is broken");
    }

    private boolean isEnd64(long at, int locator) {
        return at >= 0 && at <= locator - END64_BYTES && zip.getInt((int) at) == END64_SIGNATURE;
    }

    private ArchiveEntry entry(int at, long shift) throws InvalidArchiveException {
        int nameBytes = ushort(at + 28);
        String name = name(at + ENTRY_BYTES, nameBytes);
        if ((ushort(at + 8) & 1) != 0) {
            throw damaged(name + " is encrypted");
        }
        long compressed = unsigned(at + 20);
        long local = unsigned(at + 42);
        if (compressed == IN_ZIP64 || local == IN_ZIP64) {
            var wide = wideFields(at, nameBytes);
            boolean uncompressedIsWide = unsigned(at + 24) == IN_ZIP64;
            int index = uncompressedIsWide ? 1 : 0;
            if (compressed == IN_ZIP64) {
                compressed = wide.get(index++);
            }
            if (local == IN_ZIP64) {
                local = wide.get(index);
            }
        }
        long header = local + shift;
        if (header < 0 || header > zip.capacity() || zip.getInt((int) header) != LOCAL_SIGNATURE) {
            throw damaged(name + " is not where the directory says");
        }
        long data = header + LOCAL_BYTES + ushort((int) header + 26) + ushort((int) header + 28);
        if (compressed < 0 || data + compressed > zip.capacity()) {
            throw damaged(name + " ends outside of it");
        }
        return new ArchiveEntry(name, unixMode(at), ushort(at + 10), unsigned(at + 16), (int) data, (int) compressed);
    }

    /** The 64-bit values of the extra field 0x0001, in the fixed order size, compressed size, offset. */
    private List<Long> wideFields(int at, int nameBytes) throws InvalidArchiveException {
        int position = at + ENTRY_BYTES + nameBytes;
        int end = position + ushort(at + 30);
        while (position + 4 <= end) {
            int length = ushort(position + 2);
            if (ushort(position) == 1) {
                var values = new ArrayList<Long>();
                for (int value = position + 4; value + 8 <= position + 4 + length; value += 8) {
                    values.add(zip.getLong(value));
                }
                return values;
            }
            position += 4 + length;
        }
        throw damaged("a 64-bit entry lacks its sizes");
    }

    private int unixMode(int at) {
        int host = zip.get(at + 5) & 0xff;
        int mode = (int) (unsigned(at + 38) >>> 16);
        return switch (host) {
            // Unix and macOS keep a mode in the upper half of the external attributes, even if it is 0.
            case 3, 19 -> mode;
            // FAT, NTFS and VFAT have no modes, but some archivers write one anyway.
            case 0, 10, 11, 14 -> mode == 0 ? ArchiveEntry.NO_MODE : mode;
            default -> ArchiveEntry.NO_MODE;
        };
    }

    private String name(int at, int length) {
        byte[] bytes = new byte[length];
        zip.get(at, bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // An old archiver's code page: any one-to-one decoding keeps names distinct.
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private int ushort(int at) {
        return zip.getShort(at) & 0xffff;
    }

    private long unsigned(int at) {
        return zip.getInt(at) & 0xffffffffL;
    }

    private static InvalidArchiveException damaged(String why) {
        return new InvalidArchiveException(Reason.NOT_A_ZIP, "not a zip archive, or a damaged one: " + why);
    }
}
