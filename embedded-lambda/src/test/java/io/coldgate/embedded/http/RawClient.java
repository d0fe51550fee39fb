package io.coldgate.embedded.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are and reads answers line by line, so that tests see the wire. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean open = true;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    RawClient send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RawClient send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        int b;
        while ((b = in.read()) >= 0 && b != '\n') {
            line.write(b);
        }
        return b < 0 && line.size() == 0
                ? "<end>"
                : line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Status code and body of the next answer, such as {@code 200 hello}. */
    String answer() throws IOException {
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty() && !header.equals("<end>"); header = line()) {
            if (header.startsWith("Content-Length: ")) {
                length = Integer.parseInt(header.substring("Content-Length: ".length()));
            }
        }
        String code = status.startsWith("HTTP/1.1 ") ? status.substring(9, 12) : status;
        return code + " " + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1).strip();
    }

    String everything() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Whether the other side has not closed or reset the connection, as far as the last call has seen. */
    boolean isOpen() {
        return open;
    }

    /** Sends a piece and takes note of a closed connection. */
    void drip(String text) {
        try {
            send(text);
            open = in.available() >= 0 && open;
        } catch (IOException e) {
            open = false;
        }
    }

    /** How many bytes come until the end or a reset. */
    long rest() {
        byte[] sink = new byte[64 * 1024];
        long bytes = 0;
        try {
            for (int count = in.read(sink); count >= 0; count = in.read(sink)) {
                bytes += count;
            }
        } catch (IOException e) {
            open = false;
        }
        return bytes;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
