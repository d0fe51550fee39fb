package io.coldgate.embedded.runtime.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * An environment's log: one file to which its processes append stdout and stderr. It is a file rather than pipes
 * because nothing has to run here while a start is measured, a function can never block on it, and everything written
 * before a request to the Runtime API is there when that request arrives.
 */
public final class FunctionLog implements AutoCloseable {
    /** The part of a log that a caller can see. */
    static final int TAIL_BYTES = 4096;

    private final Path path;
    /** Not a channel: an interrupt would close it. */
    private final RandomAccessFile file;

    private final long maxBytes;
    private long droppedBytes;
    private boolean closed;

    public FunctionLog(Path path, long maxBytes) throws IOException {
        this.path = path;
        this.maxBytes = maxBytes;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        OutputBound.watch(this);
    }

    public Path path() {
        return path;
    }

    /** Returns the position of the next byte. */
    public long end() throws IOException {
        return file.length();
    }

    /** Returns at most the last {@link #TAIL_BYTES} bytes between two positions, without those that were cut off. */
    public synchronized byte[] tail(long from, long to) throws IOException {
        long end = Math.min(to, file.length());
        long begin = Math.max(from > end ? 0 : from, end - TAIL_BYTES);
        byte[] bytes = new byte[(int) (end - begin)];
        file.seek(begin);
        int read = 0;
        while (read < bytes.length) {
            int count = file.read(bytes, read, bytes.length - read);
            if (count < 0) {
                break;
            }
            read += count;
        }
        return Arrays.copyOf(bytes, read);
    }

    /** Adds a line of the platform's own after the function's output. */
    public void append(String line) throws IOException {
        Files.writeString(path, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /**
     * Empties the log when it has outgrown its bound; writers append, so they continue at its new end. Returns true if
     * it was emptied.
     */
    public boolean trim() throws IOException {
        return trimOver(maxBytes, true);
    }

    /** Empties the log, which will not be read again, when it is larger than {@code bytes}. */
    public void trimOver(long bytes) throws IOException {
        trimOver(bytes, false);
    }

    private synchronized boolean trimOver(long bytes, boolean lost) throws IOException {
        if (closed) {
            // Its environment ended in the meantime.
            return false;
        }
        long length = file.length();
        if (length <= bytes) {
            return false;
        }
        file.setLength(0);
        droppedBytes += lost ? length : 0;
        return true;
    }

    /**
     * Returns a line about the output that was dropped since the last time because it exceeded the log's bound; empty
     * for none.
     */
    synchronized String noteOfDropped() {
        if (droppedBytes == 0) {
            return "";
        }
        String note = String.format(
                Locale.ROOT,
                "coldgate: %d MB of output were dropped: a log is emptied above %.1f MB\n",
                Math.max(1, droppedBytes >> 20),
                maxBytes / (double) (1 << 20));
        droppedBytes = 0;
        return note;
    }

    @Override
    public synchronized void close() throws IOException {
        OutputBound.forget(this);
        closed = true;
        file.close();
    }
}
