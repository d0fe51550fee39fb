package io.coldgate.embedded.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes one answer; a small head and body are sent in one write. */
final class ResponseWriter {
    /** A body up to this size is copied behind its head: one system call and one segment instead of two. */
    private static final int MAX_JOINED_BODY = 128 * 1024;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final WaitingOutput out;
    private boolean http11 = true;
    private boolean keepAlive;
    private boolean headOnly;
    private boolean started;
    private boolean finished;

    ResponseWriter(WaitingOutput out) {
        this.out = out;
    }

    /** Reads from the request how it must be answered. */
    void begin(RequestHead head) {
        http11 = head.http11();
        keepAlive = head.keepAlive();
        headOnly = head.method().equals("HEAD");
    }

    boolean started() {
        return started;
    }

    boolean finished() {
        return finished;
    }

    /** Returns whether the connection ends with this answer. */
    boolean closes() {
        return !keepAlive;
    }

    /** Ends the connection after this answer. */
    void closeAfter() {
        keepAlive = false;
    }

    void sendContinue() throws IOException {
        out.write(CONTINUE);
    }

    void whole(int status, Map<String, String> headers, byte[] body) throws IOException {
        boolean hasBody = status != 204 && status != 304;
        StringBuilder head = head(status, headers);
        if (hasBody) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        boolean sendBody = hasBody && !headOnly && body.length > 0;
        if (sendBody && body.length <= MAX_JOINED_BODY) {
            byte[] joined = Arrays.copyOf(bytes, bytes.length + body.length);
            System.arraycopy(body, 0, joined, bytes.length, body.length);
            out.writeLast(joined);
        } else if (sendBody) {
            out.write(bytes);
            out.writeLast(body);
        } else {
            out.writeLast(bytes);
        }
        finished = true;
    }

    OutputStream chunked(int status, Map<String, String> headers) throws IOException {
        if (!http11) {
            // HTTP/1.0 has no chunks: the end of the connection ends the body.
            keepAlive = false;
        }
        StringBuilder head = head(status, headers);
        if (http11) {
            head.append("Transfer-Encoding: chunked\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return new ChunkedOutput();
    }

    private StringBuilder head(int status, Map<String, String> headers) {
        if (started) {
            throw new IllegalStateException("answered twice");
        }
        var head = new StringBuilder(512).append("HTTP/1.1 ").append(status).append(' ');
        head.append(reason(status)).append("\r\n");
        headers.forEach((name, value) -> {
            checkField(name, value);
            head.append(name).append(": ").append(value).append("\r\n");
        });
        head.append("Date: ").append(HttpDate.now()).append("\r\n");
        if (!keepAlive) {
            head.append("Connection: close\r\n");
        } else if (!http11) {
            head.append("Connection: keep-alive\r\n");
        }
        started = true;
        return head;
    }

    private static void checkField(String name, String value) {
        boolean control = value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
        if (control || !Fields.isToken(name)) {
            throw new IllegalArgumentException("not a header: " + name);
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Payload Too Large";
            case 414 -> "URI Too Long";
            case 417 -> "Expectation Failed";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 505 -> "HTTP Version Not Supported";
            default -> "Status";
        };
    }

    /** Sends every write as a chunk immediately: a streamed response is not held back. */
    private final class ChunkedOutput extends OutputStream {
        private boolean closed;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("the answer is closed");
            }
            if (headOnly || length == 0) {
                return;
            }
            if (!http11) {
                out.write(bytes, offset, length);
                return;
            }
            byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] chunk = Arrays.copyOf(size, size.length + length + 2);
            System.arraycopy(bytes, offset, chunk, size.length, length);
            chunk[chunk.length - 2] = '\r';
            chunk[chunk.length - 1] = '\n';
            out.write(chunk);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                if (http11 && !headOnly) {
                    out.writeLast(LAST_CHUNK);
                }
                finished = true;
            }
        }
    }
}
