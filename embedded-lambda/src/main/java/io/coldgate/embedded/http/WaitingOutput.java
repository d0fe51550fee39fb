package io.coldgate.embedded.http;

import java.io.IOException;
import java.io.OutputStream;

/** A connection's output; during a write, the connection waits for its client. */
final class WaitingOutput extends OutputStream {
    private final OutputStream out;
    private final ConnectionWait wait;

    WaitingOutput(OutputStream out, ConnectionWait wait) {
        this.out = out;
        this.wait = wait;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        wait.begin(ConnectionWait.Phase.TAKING);
        try {
            out.write(bytes, offset, length);
        } finally {
            wait.end();
        }
    }

    /**
     * Writes the end of an answer. From here on the connection waits for the next request, without a gap: a client that
     * has its answer may immediately open another connection, which takes the place of this one.
     */
    void writeLast(byte[] bytes) throws IOException {
        wait.begin(ConnectionWait.Phase.TAKING);
        out.write(bytes);
        wait.begin(ConnectionWait.Phase.REQUEST);
    }
}
