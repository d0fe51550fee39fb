package io.coldgate.embedded.runtime.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts an invocation's log together: the platform's lines around what the function wrote. */
public final class InvocationLog {
    private final FunctionLog log;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private long position;

    /** A log that begins at this position of the environment's. */
    public InvocationLog(FunctionLog log, long from) {
        this.log = log;
        this.position = from;
    }

    /** Adds what the function wrote up to here. */
    public void output(long to) throws IOException {
        byte[] bytes = log.tail(position, to);
        text.writeBytes(bytes);
        position = to;
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            // Lambda's own lines always begin a line.
            text.write('\n');
        }
    }

    /** Adds everything that the function wrote until now. */
    public void output() throws IOException {
        output(log.end());
    }

    /** Says what was dropped of the output, after the last of it: before, it would be pushed out of the tail. */
    public void dropped() {
        line(log.noteOfDropped());
    }

    public void line(String platformLine) {
        text.writeBytes(platformLine.getBytes(StandardCharsets.UTF_8));
    }

    /** The last bytes, as many as Lambda shows. */
    public byte[] tail() {
        byte[] all = text.toByteArray();
        return Arrays.copyOfRange(all, Math.max(0, all.length - FunctionLog.TAIL_BYTES), all.length);
    }
}
