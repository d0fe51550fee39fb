package io.coldgate.embedded.runtime.code;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, so that tests can make those that no archiver writes. */
public final class TestZip {
    private static final int UNIX = 3;
    private static final int FAT = 0;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();

    /** A file with Unix permissions, such as {@code 0755}. */
    public TestZip file(String name, int permissions, String content) {
        return add(name, 0100000 | permissions, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file with Unix permissions. */
    public TestZip file(String name, int permissions, byte[] content) {
        return add(name, 0100000 | permissions, content);
    }

    public TestZip link(String name, String target) {
        return add(name, 0120777, target.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry with this mode; 0 for an archiver that knows no modes. */
    TestZip add(String name, int mode, byte[] content) {
        return add(name, mode, content, content.length);
    }

    /** An entry that declares another size than it has. */
    TestZip add(String name, int mode, byte[] content, int declaredSize) {
        return mode == 0
                ? entry(name, FAT, 0, content, declaredSize)
                : entry(name, UNIX, mode << 16, content, declaredSize);
    }

    /** An entry as archivers on Windows write it: the archive attribute (0x20), and nothing of Unix. */
    public TestZip windows(String name, byte[] content) {
        return entry(name, FAT, 0x20, content, content.length);
    }

    /** An entry of that host with those external attributes, all 32 bits of them. */
    TestZip entry(String name, int host, int attributes, byte[] content, int declaredSize) {
        var crc = new CRC32();
        crc.update(content);
        byte[] packed = deflate(content);
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        int offset = body.size();
        var local = buffer(30);
        local.putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) 0x800)
                .putShort((short) 8)
                .putInt(0);
        local.putInt((int) crc.getValue()).putInt(packed.length).putInt(declaredSize);
        local.putShort((short) nameBytes.length).putShort((short) 0);
        body.writeBytes(local.array());
        body.writeBytes(nameBytes);
        body.writeBytes(packed);
        var central = buffer(46 + nameBytes.length);
        central.putInt(0x02014b50).put((byte) 20).put((byte) host).putShort((short) 20);
        central.putShort((short) 0x800).putShort((short) 8).putInt(0);
        central.putInt((int) crc.getValue()).putInt(packed.length).putInt(declaredSize);
        central.putShort((short) nameBytes.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0);
        central.putShort((short) 0).putInt(attributes).putInt(offset).put(nameBytes);
        directory.add(central.array());
        return this;
    }

    /** The archive; the count of its entries is cut to 16 bits. */
    public byte[] bytes() {
        var zip = new ByteArrayOutputStream();
        zip.writeBytes(body.toByteArray());
        int offset = zip.size();
        directory.forEach(zip::writeBytes);
        return ended(zip, directory.size(), offset, zip.size() - offset);
    }

    /** The archive with the records of zip64 at its end, of which only the count is needed, as archivers write it. */
    byte[] zip64(String before) {
        var zip = new ByteArrayOutputStream();
        zip.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        zip.writeBytes(body.toByteArray());
        int offset = zip.size() - before.length();
        directory.forEach(zip::writeBytes);
        int size = zip.size() - before.length() - offset;
        var end64 = buffer(56 + 20);
        end64.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        end64.putLong(directory.size()).putLong(directory.size()).putLong(size).putLong(offset);
        end64.putInt(0x07064b50).putInt(0).putLong(offset + (long) size).putInt(1);
        zip.writeBytes(end64.array());
        return ended(zip, 0xffff, offset, size);
    }

    private static byte[] ended(ByteArrayOutputStream zip, int count, int offset, int size) {
        var end = buffer(22);
        end.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
        end.putInt(size).putInt(offset).putShort((short) 0);
        zip.writeBytes(end.array());
        return zip.toByteArray();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflate(byte[] content) {
        // Fast: the packages of the tests are programs of several megabytes.
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(content);
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        byte[] chunk = new byte[64 * 1024];
        while (!deflater.finished()) {
            packed.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return packed.toByteArray();
    }
}
