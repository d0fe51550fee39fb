package io.coldgate.deploy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A journal of changes to an existing function, on disk before the function is changed. The file is locked as long as
 * its run lives; a killed run leaves it unlocked, and the next one takes the change back. It holds no variable of the
 * function, only a fingerprint of them: the gate adds one variable, so that taking that away restores the others.
 */
final class Journal implements AutoCloseable {
    static final String SUFFIX = ".restore";
    private static final String VERSION = "1";

    private final Path file;
    private final FileOutputStream stream;
    private final Entry entry;

    /**
     * An entry of the journal.
     *
     * @param function the function's ARN, without a qualifier
     * @param region where it is
     * @param endpoint the host of a service that only behaves as AWS; empty for AWS
     * @param environmentSha256 fingerprint of its variables
     */
    record Entry(String function, String region, String endpoint, String environmentSha256) {
        /** The entry of an ARN, which has the region as its fourth part. */
        static Entry of(String arn, String endpoint, String environmentSha256) {
            String[] parts = arn.split(":", -1);
            return new Entry(arn, parts.length > 3 ? parts[3] : "", endpoint, environmentSha256);
        }
    }

    private Journal(Path file, FileOutputStream stream, Entry entry) {
        this.file = file;
        this.stream = stream;
        this.entry = entry;
    }

    /** Writes a journal and flushes it to the disk. */
    static Journal create(Path folder, String runId, Entry entry) throws IOException {
        Files.createDirectories(folder);
        String function = entry.function().substring(entry.function().lastIndexOf(':') + 1);
        Path file = Files.createFile(folder.resolve(function + "-" + runId + SUFFIX));
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        // No channel to write through: an interrupt would close it.
        FileOutputStream stream = new FileOutputStream(file.toFile());
        if (lock(stream) == null) {
            throw new IOException(file + " cannot be locked");
        }
        Properties properties = new Properties();
        properties.setProperty("version", VERSION);
        properties.setProperty("function", entry.function());
        properties.setProperty("region", entry.region());
        properties.setProperty("endpoint", entry.endpoint());
        properties.setProperty("environment-sha256", entry.environmentSha256());
        properties.store(stream, "Coldgate changed this function; coldgate clean takes that back");
        stream.flush();
        stream.getFD().sync();
        return new Journal(file, stream, entry);
    }

    /** A journal whose run is dead; empty when it lives, or when the file is none. */
    static Optional<Journal> adopt(Path file) throws IOException {
        Properties properties = new Properties();
        FileOutputStream stream;
        try {
            stream = new FileOutputStream(file.toFile(), true);
        } catch (java.io.FileNotFoundException e) {
            return Optional.empty();
        }
        if (lock(stream) == null) {
            stream.close();
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            stream.close();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            properties.clear();
        }
        String function = properties.getProperty("function", "");
        String sha256 = properties.getProperty("environment-sha256", "");
        if (function.isEmpty() || sha256.isEmpty()) {
            // Cut off while it was written: the function had not been changed.
            Files.deleteIfExists(file);
            stream.close();
            return Optional.empty();
        }
        return Optional.of(
                new Journal(file, stream, Entry.of(function, properties.getProperty("endpoint", ""), sha256)));
    }

    private static @Nullable FileLock lock(FileOutputStream stream) throws IOException {
        try {
            return stream.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Entry entry() {
        return entry;
    }

    /** Removes the journal: what it says is done. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        stream.close();
    }

    /** Leaves it for the next run. */
    @Override
    public void close() throws IOException {
        stream.close();
    }
}
