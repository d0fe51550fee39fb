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
     * Replaces a file atomically: readers see the old content or the new one. A symbolic link in its place is replaced
     * rather than followed.
     *
     * @throws IOException if the folder is missing or cannot be written; the old file is unchanged
     */
    public static void replace(Path file, String text) throws IOException {
        replace(file, text, Optional.empty());
    }

    /**
     * Does the same with the given permissions, if the file system supports them, and syncs the file to the disk, so
     * that it survives a crash of the system.
     */
    public static void replace(Path file, String text, Set<PosixFilePermission> permissions) throws IOException {
        replace(file, text, Optional.of(permissions));
    }

    private static void replace(Path file, String text, Optional<Set<PosixFilePermission>> permissions)
            throws IOException {
        // The name is fixed, so that the next command replaces the file that a killed one left.
        Path half = file.resolveSibling("." + file.getFileName() + ".half");
        Files.deleteIfExists(half);
        try {
            // A new file, because a link of that name would lead elsewhere.
            Files.createFile(half);
            if (permissions.isPresent() && Files.getFileAttributeView(half, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(half, permissions.get());
            }
            // Not written through a channel, which an interrupt would close. A surrogate without its pair, which some
            // program printed, must not prevent the rest from being written.
            try (FileOutputStream stream = new FileOutputStream(half.toFile())) {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
                if (permissions.isPresent()) {
                    stream.getFD().sync();
                }
            }
            // If a link has been put in the file's place meanwhile, the link itself is replaced.
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /**
     * Creates a file atomically, with the default permissions, because its folder may be shared.
     *
     * @throws FileAlreadyExistsException if there is one, which is not changed
     * @throws IOException if the folder is missing or cannot be written; no file is left then
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
            // A link to the finished file, because a move would replace a file that another process wrote.
            Files.createLink(file, half);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without hard links.
            Files.move(half, file);
        }
    }

    /** Deletes a file, or a folder with its contents, without following links; does nothing if there is none. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                // Some folders, such as Go's module cache, are read-only.
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
