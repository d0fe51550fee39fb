package io.coldgate.deploy;

import io.coldgate.unit.LockedFile;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A journal's file, locked as long as its run lives: a killed run leaves it unlocked. */
final class JournalFile implements AutoCloseable {
    private final Path file;
    private final Closeable locked;
    private final Properties properties;

    private JournalFile(Path file, Closeable locked, Properties properties) {
        this.file = file;
        this.locked = locked;
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
        try {
            if (!LockedFile.lock(stream.getChannel())) {
                throw new IOException(file + " cannot be locked");
            }
            properties.store(stream, "Coldgate changed this function; coldgate clean takes that back");
            stream.flush();
            stream.getFD().sync();
            return new JournalFile(file, stream, properties);
        } catch (IOException e) {
            // Nothing was changed yet.
            stream.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Returns a file whose run is dead; empty when it lives, or when the file is gone.
     *
     * @throws IOException when it cannot be read, such as another user's
     */
    static Optional<JournalFile> adopt(Path file) throws IOException {
        FileChannel channel;
        try {
            Optional<FileChannel> locked = LockedFile.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (locked.isEmpty()) {
                return Optional.empty();
            }
            channel = locked.get();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JournalFile(file, channel, read(file)));
        } catch (NoSuchFileException e) {
            // Its run has removed it meanwhile.
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A way in which a journal of one kind is adopted. */
    interface Adoption<T> {
        Optional<T> adopt(Path file) throws IOException;
    }

    /** Returns what was adopted; notes a journal that cannot be read, and goes on without it. */
    static <T> Optional<T> noting(Path file, Adoption<T> adoption, List<CleanUpNote> unreadable) {
        try {
            return adoption.adopt(file);
        } catch (IOException e) {
            unreadable.add(CleanUpNote.unreadable(file, e));
            return Optional.empty();
        }
    }

    /** Returns what it says; nothing where it is no text. */
    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            properties.clear();
        }
        return properties;
    }

    Properties properties() {
        return properties;
    }

    /** Removes the file: what it says is done. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        locked.close();
    }

    /** Leaves it for the next run. */
    @Override
    public void close() throws IOException {
        locked.close();
    }
}
