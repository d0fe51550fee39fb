package io.coldgate.unit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that are made or replaced whole, folders that are deleted with all that is in them, and the reason why that
 * could not be done.
 */
public final class Disk {
    private Disk() {}

    /**
     * Writes a file, which replaces the former one whole: who reads it sees the one or the other. A symbolic link in
     * its place is replaced, not followed.
     *
     * @throws IOException where the folder is missing or cannot be written; the former file is as it was
     */
    public static void replace(Path file, String text) throws IOException {
        replace(file, text, Optional.empty());
    }

    /**
     * Does the same, with these permissions where the file system has any; the file is on the disk then, whatever ends
     * the system.
     */
    public static void replace(Path file, String text, Set<PosixFilePermission> permissions) throws IOException {
        replace(file, text, Optional.of(permissions));
    }

    private static void replace(Path file, String text, Optional<Set<PosixFilePermission>> permissions)
            throws IOException {
        // Of one name, so that what a killed command left goes with the next one.
        Path half = file.resolveSibling("." + file.getFileName() + ".half");
        Files.deleteIfExists(half);
        try {
            // A new file: a link of that name would lead elsewhere.
            Files.createFile(half);
            if (permissions.isPresent() && Files.getFileAttributeView(half, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(half, permissions.get());
            }
            // No channel to write through: an interrupt would close it. Half a character that some program printed
            // must not keep the rest from being written.
            try (FileOutputStream stream = new FileOutputStream(half.toFile())) {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
                if (permissions.isPresent()) {
                    stream.getFD().sync();
                }
            }
            // A link in its place is replaced itself, were there one by now.
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /**
     * Makes a file that nobody sees but whole, as readable as any that its writer makes: its folder may be shared.
     *
     * @throws FileAlreadyExistsException where there is one; it stays as it is
     * @throws IOException where the folder is missing or cannot be written; nothing is there then
     */
    public static void create(Path file, String text) throws IOException {
        Path half = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".half");
        try {
            Files.writeString(half, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            place(half, file);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static void place(Path half, Path file) throws IOException {
        try {
            // A link to the finished file, for a move would replace what another one wrote.
            Files.createLink(file, half);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without hard links.
            Files.move(half, file);
        }
    }

    /** Deletes a file, or a folder with all that is in it; follows no link. What is not there is deleted already. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                // Go's module cache, for one, is read-only.
                boolean unused = folder.toFile().setWritable(true);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Returns the system's words for a failure, without the path that the caller names. */
    public static String reason(IOException e) {
        if (!(e instanceof FileSystemException f)) {
            return String.valueOf(e.getMessage());
        }
        if (f.getReason() != null) {
            return f.getReason();
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof NoSuchFileException
                ? "no such file or folder"
                : e.getClass().getSimpleName().replace("Exception", "");
    }
}
