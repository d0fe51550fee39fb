package io.coldgate.logs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a file that grows. A file that was renamed and replaced (logrotate) is read to its end before its
 * successors; one that was truncated and rewritten (copytruncate) is read from its beginning. A line is complete only
 * with its line feed.
 */
public final class FileLogSource implements LogSource {
    /** The size of one read; a longer line is read in parts. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final LongSupplier nowMillis;
    private FileCursor at;
    private @Nullable RandomAccessFile open;

    /**
     * A source that resumes from a position.
     *
     * @param path the file, which need not exist yet
     * @param cursor the cursor from an earlier source; empty to start at the beginning
     * @param nowMillis the time of day, in milliseconds since 1970, for lines that have no time
     * @throws IllegalArgumentException when the cursor is invalid
     */
    public FileLogSource(Path path, String cursor, LongSupplier nowMillis) {
        this.path = path;
        this.nowMillis = nowMillis;
        this.at = FileCursor.parse(cursor);
    }

    @Override
    public Batch read() throws LogSourceException {
        try {
            RandomAccessFile file = opened();
            if (file == null) {
                return new Batch(List.of(), at.text(), State.CAUGHT_UP);
            }
            at = at.checkedAgainst(file);
            byte[] bytes = bytes(file);
            int end = end(bytes);
            if (end > 0) {
                return batch(file, bytes, end, State.MORE);
            }
            Optional<Path> next = RotatedFiles.after(path, at.key());
            if (next.isEmpty()) {
                return new Batch(List.of(), at.text(), State.CAUGHT_UP);
            }
            // Nobody writes to the old file any more, so its last line will get no line feed.
            byte[] rest = bytes(file);
            if (rest.length == CHUNK_BYTES) {
                return batch(file, rest, Math.max(end(rest), 1), State.MORE);
            }
            Batch last = batch(file, rest, rest.length, State.MORE);
            file.close();
            open = null;
            at = FileCursor.beginning(RotatedFiles.key(next.get()));
            return new Batch(last.events(), at.text(), State.MORE);
        } catch (NoSuchFileException | FileNotFoundException e) {
            // The file is being renamed during rotation.
            return new Batch(List.of(), at.text(), State.CAUGHT_UP);
        } catch (IOException e) {
            throw new LogSourceException(path + " cannot be read: " + e.getMessage(), true, e);
        }
    }

    private @Nullable RandomAccessFile opened() throws IOException {
        if (open == null) {
            Optional<Path> found = RotatedFiles.find(path, at.key());
            if (found.isEmpty()) {
                if (!Files.exists(path)) {
                    return null;
                }
                // The file that was being read is gone, so reading starts over with the present one.
                at = FileCursor.beginning(RotatedFiles.key(path));
            }
            open = new RandomAccessFile(found.orElse(path).toFile(), "r");
        }
        return open;
    }

    private byte[] bytes(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, Math.max(0, file.length() - at.offset()))];
        file.seek(at.offset());
        file.readFully(bytes);
        return bytes;
    }

    /** Returns the number of bytes in complete lines, or all bytes if a single line fills the chunk. */
    private static int end(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.length == CHUNK_BYTES ? bytes.length : 0;
    }

    private Batch batch(RandomAccessFile file, byte[] bytes, int end, State state) throws IOException {
        List<LogEvent> events = new ArrayList<>();
        long now = nowMillis.getAsLong();
        int from = 0;
        for (int i = 0; i <= end; i++) {
            boolean complete = i < end && bytes[i] == '\n';
            if (complete || (i == end && i > from)) {
                String line = new String(bytes, from, i - from, StandardCharsets.UTF_8);
                if (!line.isEmpty()) {
                    events.add(LineDecoder.decode(at.key() + ":" + (at.offset() + from), line, now));
                }
                from = i + 1;
            }
        }
        at = at.movedBy(end, file);
        return new Batch(events, at.text(), state);
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void close() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // A failure to close a file that was only read loses nothing.
                open = null;
            }
        }
    }
}
