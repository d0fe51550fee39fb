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

/** The file of a journal, locked while its run is alive; a killed run leaves it unlocked. */
final class JournalFile implements AutoCloseable {
    private final Path file;
    private final Closeable locked;
    private final Properties properties;

    private JournalFile(Path file, Closeable locked, Properties properties) {
        this.file = file;
        this.locked = locked;
        this.properties = properties;
    }

    /** Returns the journals' files in a folder, in the order of their names; empty if there is no folder. */
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

    /** Creates a new file, readable only by its user, and flushes it to disk. */
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
        // A stream rather than a channel, which an interrupt would close.
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
            // Nothing has been changed yet.
            stream.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Opens a file whose run is dead; empty when the run is alive, or when the file is gone.
     *
     * @throws IOException when it cannot be read, for example because it belongs to another user
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
            // The run has removed it in the meantime.
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Opens the journals of one kind. */
    interface Adoption<T> {
        Optional<T> adopt(Path file) throws IOException;
    }

    /** Returns the journal that was opened; notes one that cannot be read, and continues without it. */
    static <T> Optional<T> noting(Path file, Adoption<T> adoption, List<CleanUpNote> unreadable) {
        try {
            return adoption.adopt(file);
        } catch (IOException e) {
            unreadable.add(CleanUpNote.unreadable(file, e));
            return Optional.empty();
        }
    }

    /** Returns the properties in the file; empty if it is not a text. */
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

    /** Removes the file after its change is undone. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        locked.close();
    }

    /** Leaves the file to the next run. */
    @Override
    public void close() throws IOException {
        locked.close();
    }
}
