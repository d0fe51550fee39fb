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
 * successors; one that was cut off and written anew (copytruncate) is read from its beginning. A line counts once its
 * line feed is there.
 */
public final class FileLogSource implements LogSource {
    /** Of one read; a line that is longer is read in parts. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final LongSupplier nowMillis;
    private FileCursor at;
    private @Nullable RandomAccessFile open;

    /**
     * A source that goes on from there.
     *
     * @param path the file; it need not be there yet
     * @param cursor what an earlier source gave; empty to begin at the beginning
     * @param nowMillis the time of day, in milliseconds since 1970, for lines that have no time
     * @throws IllegalArgumentException when the cursor is none of such a source
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
            // Nobody writes to the old file any more: its last line has no line feed.
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
            // Between two names while it is rotated.
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
                // What was being read is gone: the next best is what is there now.
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

    /** Returns how many bytes are complete lines, or all where a single one fills the chunk. */
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
                // A file that was only read from has nothing to lose.
                open = null;
            }
        }
    }
}
