package io.coldgate.embedded.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An environment's log: one file that its processes append stdout and stderr to. A file and not pipes, because nothing has
 * to run here while a start is measured, a function can never block on it, and everything written before a request to the
 * Runtime API is there when that request arrives.
 */
final class FunctionLog implements AutoCloseable {
    /** What a caller can see of a log. */
    static final int TAIL_BYTES = 4096;

    private final Path path;
    private final FileChannel channel;
    private final long maxBytes;

    FunctionLog(Path path, long maxBytes) throws IOException {
        this.path = path;
        this.maxBytes = maxBytes;
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    Path path() {
        return path;
    }

    /** Where the next byte goes. */
    long end() throws IOException {
        return channel.size();
    }

    /** The last {@link #TAIL_BYTES} bytes at most of what stands between two positions; what was cut off is left out. */
    byte[] tail(long from, long to) throws IOException {
        long end = Math.min(to, channel.size());
        long begin = Math.max(from > end ? 0 : from, end - TAIL_BYTES);
        var buffer = ByteBuffer.allocate((int) (end - begin));
        while (buffer.hasRemaining() && channel.read(buffer, begin + buffer.position()) > 0) {
            continue;
        }
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Writes a line of the platform's own behind what the function wrote. */
    void append(String line) throws IOException {
        Files.writeString(path, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /** Empties the log when it has outgrown its bound; writers append, so they go on at its new end. */
    boolean trim() throws IOException {
        return trimOver(maxBytes);
    }

    /** Empties the log when it is larger than {@code bytes}. */
    boolean trimOver(long bytes) throws IOException {
        if (channel.size() <= bytes) {
            return false;
        }
        channel.truncate(0);
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
