package io.coldgate.embedded.runtime.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Assembles an invocation's log: the platform's lines around the function's output. */
public final class InvocationLog {
    private final FunctionLog log;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private long position;

    /** A log that begins at this position of the environment's log. */
    public InvocationLog(FunctionLog log, long from) {
        this.log = log;
        this.position = from;
    }

    /** Adds the function's output up to this position. */
    public void output(long to) throws IOException {
        byte[] bytes = log.tail(position, to);
        text.writeBytes(bytes);
        position = to;
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            // Lambda's own lines always start on a new line.
            text.write('\n');
        }
    }

    /** Adds all output of the function until now. */
    public void output() throws IOException {
        output(log.end());
    }

    /**
     * Adds a note of dropped output, after the rest of the output: before it, the note would be pushed out of the tail.
     */
    public void dropped() {
        line(log.noteOfDropped());
    }

    public void line(String platformLine) {
        text.writeBytes(platformLine.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the last bytes, as many as Lambda shows. */
    public byte[] tail() {
        byte[] all = text.toByteArray();
        return Arrays.copyOfRange(all, Math.max(0, all.length - FunctionLog.TAIL_BYTES), all.length);
    }
}
