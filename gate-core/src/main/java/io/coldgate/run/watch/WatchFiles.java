package io.coldgate.run.watch;

import io.coldgate.run.ExitCode;
import io.coldgate.run.NamedFiles;
import io.coldgate.run.RunException;
import io.coldgate.unit.Disk;
import io.coldgate.unit.LockedFile;
import io.coldgate.watch.WatchState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;

/**
 * The files of a watch. Each is replaced atomically. The state file is also synced to disk, and locked while the watch
 * runs.
 */
final class WatchFiles implements AutoCloseable {
    /**
     * The link to the file behind standard input. It leads to no file for a pipe, and does not exist on every system.
     */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private final Path state;
    private final FileChannel lock;

    private WatchFiles(Path state, FileChannel lock) {
        this.state = state;
        this.lock = lock;
    }

    /**
     * Refuses options that would overwrite a file that the watch reads, or another file that it writes.
     *
     * @throws RunException with exit code 2, before anything is read or written
     */
    static void requireDistinct(WatchOptions options) throws RunException {
        NamedFiles files = new NamedFiles().reads("the thresholds file", options.file());
        for (Path log : options.logs()) {
            files.reads("the log that --log reads", log);
        }
        if (options.input().isPresent()) {
            files.reads("the file that standard input reads", STANDARD_INPUT);
        }
        files.writes("--state", options.state()).reads("the lock of the state file", lock(options.state()));
        if (options.page().isPresent()) {
            files.writes("--status", options.page().get());
        }
        if (options.metrics().isPresent()) {
            files.writes("--metrics", options.metrics().get());
        }
    }

    private static Path lock(Path state) {
        return state.resolveSibling(state.getFileName() + ".lock");
    }

    /**
     * Locks the state file for this watch.
     *
     * @throws RunException with exit code 2 when it cannot be written, or another watch holds the lock
     */
    static WatchFiles open(Path state) throws RunException {
        Path lockFile = lock(state);
        try {
            Path folder = state.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = LockedFile.open(
                            lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                    .orElseThrow(() -> new RunException(
                            ExitCode.USAGE,
                            "--state " + state + ": another watch is using it; stop that one, or name another"
                                    + " file with --state"));
            return new WatchFiles(state, channel);
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.USAGE,
                    "--state " + state + ": cannot be written: " + Disk.reason(e) + "; name another file");
        }
    }

    /**
     * Returns the state to resume from; empty when there is none yet.
     *
     * @throws RunException with exit code 2 when the file is not a state file; it is not overwritten
     */
    Optional<WatchState> read() throws RunException {
        return StateFile.read(state, "--state");
    }

    /** Writes the state, readable only by its owner: it may contain values of replaced environment variables. */
    void write(WatchState now) throws IOException {
        Disk.replace(state, now.json(), EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    /** Writes a file for others to read. */
    static void publish(Path file, String text) throws IOException {
        Disk.replace(file, text);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
