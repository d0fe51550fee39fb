package io.coldgate.deploy;

import java.io.FileNotFoundException;
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
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A journal's file, locked as long as its run lives: a killed run leaves it unlocked. */
final class JournalFile implements AutoCloseable {
    private final Path file;
    private final FileOutputStream stream;
    private final Properties properties;

    private JournalFile(Path file, FileOutputStream stream, Properties properties) {
        this.file = file;
        this.stream = stream;
        this.properties = properties;
    }

    /** Returns the journals' files in a folder, in the order of their names; none where there is no folder. */
    static List<Path> in(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** Writes a new file, for its user only, and flushes it to the disk. */
    static JournalFile create(Path path, Properties properties) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path file = Files.createFile(path);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        // No channel to write through: an interrupt would close it.
        FileOutputStream stream = new FileOutputStream(file.toFile());
        if (lock(stream) == null) {
            throw new IOException(file + " cannot be locked");
        }
        properties.store(stream, "Coldgate changed this function; coldgate clean takes that back");
        stream.flush();
        stream.getFD().sync();
        return new JournalFile(file, stream, properties);
    }

    /** A file whose run is dead; empty when it lives, or when the file is gone. */
    static Optional<JournalFile> adopt(Path file) throws IOException {
        Properties properties = new Properties();
        FileOutputStream stream;
        try {
            stream = new FileOutputStream(file.toFile(), true);
        } catch (FileNotFoundException e) {
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
        return Optional.of(new JournalFile(file, stream, properties));
    }

    private static @Nullable FileLock lock(FileOutputStream stream) throws IOException {
        try {
            return stream.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Properties properties() {
        return properties;
    }

    /** Removes the file: what it says is done. */
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
