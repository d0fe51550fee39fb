package io.coldgate.embedded.runtime.host;

import io.coldgate.embedded.runtime.code.FileModes;
import io.coldgate.embedded.runtime.code.Reasons;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A server's private folder, and the removal of folders that killed servers left behind. */
public final class WorkFolder {
    /** The watchdog refuses to remove a folder without this prefix. */
    private static final String PREFIX = "coldgate-";

    private static final String OWNER_FILE = "owner";
    private static final Pattern OWNER = Pattern.compile("(\\d+) (\\d+) (coldgate-[0-9a-f-]{36})\n");

    private static final Set<PosixFilePermission> PRIVATE = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private WorkFolder() {}

    /**
     * Creates a folder that only this user may enter, and records its owner.
     *
     * @param marker a text in the environment of every process that the server starts
     */
    public static Path create(Path parent, String marker) throws IOException {
        Path folder;
        try {
            Files.createDirectories(parent);
            folder = Files.createTempDirectory(
                    parent.toRealPath(), PREFIX, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (IOException e) {
            throw new IOException(
                    parent + ": cannot be the work folder: " + Reasons.of(e) + ": " + Reasons.ANOTHER_FOLDER, e);
        }
        ProcessHandle self = ProcessHandle.current();
        String owner = self.pid() + " " + startMillis(self) + " " + marker + "\n";
        Files.writeString(folder.resolve(OWNER_FILE), owner, StandardCharsets.US_ASCII);
        return folder;
    }

    /** Removes the folders of servers that are gone, with the processes that they left behind. */
    public static void removeStale(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                removeIfStale(folder);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // There cannot be any remains; whether the folder can be created shows later.
            return;
        } catch (IOException e) {
            log("look for stale folders in " + parent, e);
        }
    }

    private static void removeIfStale(Path folder) {
        try {
            // Others can create folders in /tmp too: only a private folder of this user is trusted.
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.isWritable(folder)
                    || !Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                            .equals(PRIVATE)
                    || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                            .equals(Files.getOwner(Path.of(System.getProperty("user.home"))))) {
                return;
            }
            Path file = folder.resolve(OWNER_FILE);
            var owner = OWNER.matcher(Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "");
            if (owner.matches() && !lives(Long.parseLong(owner.group(1)), Long.parseLong(owner.group(2)))) {
                var left = new HashSet<>(ProcFs.marked(List.of(owner.group(3)), List.of(folder)));
                left.addAll(Brand.processes(owner.group(3)));
                for (long pid : left) {
                    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                }
                FileModes.delete(folder);
            }
        } catch (IOException e) {
            log("remove the stale folder " + folder, e);
        }
    }

    private static boolean lives(long pid, long startMillis) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        // A process id can be reused, but not together with its start time.
        return handle.isPresent() && startMillis(handle.get()) == startMillis;
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static void log(String what, IOException e) {
        System.getLogger(WorkFolder.class.getName()).log(Level.WARNING, "cannot " + what + ": " + Reasons.of(e));
    }
}
