package io.coldgate.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip's entries with their Unix modes, which {@code java.util.zip} does not provide. Layout: PKWARE's APPNOTE.TXT,
 * sections 4.3.12 to 4.3.16 and 4.4.2 (hosts).
 */
final class ZipContents extends PackageContents {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int END64_LOCATOR_BYTES = 20;
    private static final int END64 = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;

    private final ZipFile zip;
    private final ByteBuffer table;

    ZipContents(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
        boolean read = false;
        try (FileChannel channel = FileChannel.open(file)) {
            table = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            readTable();
            read = true;
        } catch (IndexOutOfBoundsException e) {
            throw new ZipException("its directory points outside of it");
        } finally {
            if (!read) {
                zip.close();
            }
        }
    }

    private void readTable() throws ZipException {
        int end = end();
        int tableEnd = end;
        long size = unsigned(end + 12);
        int locator = end - END64_LOCATOR_BYTES;
        if (locator >= 0 && table.getInt(locator) == END64_LOCATOR) {
            tableEnd = end64(locator);
            size = table.getLong(tableEnd + 40);
        }
        if (size < 0 || size > tableEnd) {
            throw new ZipException("its directory points outside of it");
        }
        // By size rather than count, of which only 16 bits exist without zip64.
        for (int at = (int) (tableEnd - size); at < tableEnd; ) {
            if (table.getInt(at) != ENTRY) {
                throw new ZipException("its directory is broken");
            }
            int name = ushort(at + 28);
            add(entry(at, name));
            at += ENTRY_BYTES + name + ushort(at + 30) + ushort(at + 32);
        }
    }

    private int end() throws ZipException {
        int last = table.capacity() - END_BYTES;
        for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (table.getInt(at) == END && at + END_BYTES + ushort(at + 20) == table.capacity()) {
                return at;
            }
        }
        throw new ZipException("it does not end like a zip");
    }

    private int end64(int locator) throws ZipException {
        // Its offset is wrong if other data precedes the archive; the record is then directly before it.
        for (long at : new long[] {table.getLong(locator + 8), locator - END64_BYTES}) {
            if (at >= 0 && at <= locator - END64_BYTES && table.getInt((int) at) == END64) {
                return (int) at;
            }
        }
        throw new ZipException("its 64-bit directory is broken");
    }

    private PackagedFile entry(int at, int nameBytes) {
        byte[] bytes = new byte[nameBytes];
        table.get(at + ENTRY_BYTES, bytes);
        String name = new String(bytes, StandardCharsets.UTF_8);
        int upper = (int) (unsigned(at + 38) >>> 16);
        boolean unix = isUnix(table.get(at + 5) & 0xff);
        boolean believed = unix || (upper != 0 && isDos(table.get(at + 5) & 0xff));
        int mode = believed ? upper : PackagedFile.NO_MODE;
        return new PackagedFile(name, PackagedFile.kind(name, mode), mode, unix);
    }

    /** Returns whether the host is Unix or macOS. */
    private static boolean isUnix(int host) {
        return host == 3 || host == 19;
    }

    /** Returns whether the host is FAT, NTFS or VFAT. */
    private static boolean isDos(int host) {
        return host == 0 || host == 10 || host == 11 || host == 14;
    }

    private int ushort(int at) {
        return table.getShort(at) & 0xffff;
    }

    private long unsigned(int at) {
        return table.getInt(at) & 0xffffffffL;
    }

    @Override
    byte[] head(PackagedFile file, int bytes) throws IOException {
        ZipEntry entry = zip.getEntry(file.name());
        if (entry == null) {
            throw new ZipException("its directory is broken");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
