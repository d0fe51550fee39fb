package io.coldgate.unit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;

/** Files that belong to one process at a time, until it closes them or ends. */
public final class LockedFile {
    private LockedFile() {}

    /**
     * Opens a file and locks it.
     *
     * @return empty when another process, or another part of this one, holds the lock
     */
    public static Optional<FileChannel> open(Path file, OpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(file, options);
        boolean locked = false;
        try {
            locked = lock(channel);
            return locked ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /** Locks an open file; returns false when another process, or another part of this one, holds the lock. */
    public static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
