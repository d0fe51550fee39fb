package io.coldgate.embedded.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips byte by byte, so that tests can make those that no archiver writes. */
final class TestZip {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<byte[]> directory = new ArrayList<>();

    /** A file with Unix permissions, such as {@code 0755}. */
    TestZip file(String name, int permissions, String content) {
        return add(name, 0100000 | permissions, content.getBytes(StandardCharsets.UTF_8));
    }

    TestZip file(String name, int permissions, byte[] content) {
        return add(name, 0100000 | permissions, content);
    }

    TestZip link(String name, String target) {
        return add(name, 0120777, target.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry with this mode; 0 for an archiver that knows no modes. */
    TestZip add(String name, int mode, byte[] content) {
        return add(name, mode, content, content.length);
    }

    /** An entry that declares another size than it has. */
    TestZip add(String name, int mode, byte[] content, int declaredSize) {
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
        central.putInt(0x02014b50)
                .put((byte) 20)
                .put((byte) (mode == 0 ? 0 : 3))
                .putShort((short) 20);
        central.putShort((short) 0x800).putShort((short) 8).putInt(0);
        central.putInt((int) crc.getValue()).putInt(packed.length).putInt(declaredSize);
        central.putShort((short) nameBytes.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0);
        central.putShort((short) 0).putInt(mode << 16).putInt(offset).put(nameBytes);
        directory.add(central.array());
        return this;
    }

    byte[] bytes() {
        var zip = new ByteArrayOutputStream();
        zip.writeBytes(body.toByteArray());
        int offset = zip.size();
        directory.forEach(zip::writeBytes);
        var end = buffer(22);
        end.putInt(0x06054b50).putInt(0).putShort((short) directory.size()).putShort((short) directory.size());
        end.putInt(zip.size() - offset).putInt(offset).putShort((short) 0);
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
