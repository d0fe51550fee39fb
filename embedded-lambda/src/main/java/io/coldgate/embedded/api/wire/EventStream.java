package io.coldgate.embedded.api.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Frames of {@code application/vnd.amazon.eventstream}: total length, headers' length, CRC-32 of these two, headers,
 * payload, CRC-32 of everything before; all big-endian.
 */
public final class EventStream {
    private static final int PRELUDE_BYTES = 8;
    private static final int CRC_BYTES = 4;
    private static final byte STRING_VALUE = 7;

    private EventStream() {}

    /** One event message. */
    public static byte[] event(String eventType, String contentType, byte[] payload) {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        header(headers, ":event-type", eventType);
        header(headers, ":content-type", contentType);
        header(headers, ":message-type", "event");
        int total = PRELUDE_BYTES + CRC_BYTES + headers.size() + payload.length + CRC_BYTES;
        ByteBuffer frame = ByteBuffer.allocate(total);
        frame.putInt(total).putInt(headers.size());
        frame.putInt(crc(frame.array(), PRELUDE_BYTES));
        frame.put(headers.toByteArray()).put(payload);
        frame.putInt(crc(frame.array(), total - CRC_BYTES));
        return frame.array();
    }

    private static void header(ByteArrayOutputStream out, String name, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        out.write(name.length());
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.write(STRING_VALUE);
        out.write(text.length >> Byte.SIZE);
        out.write(text.length);
        out.writeBytes(text);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
