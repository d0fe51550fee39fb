package io.coldgate.embedded.runtime.code;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Merges one unpacked layer over the previous ones. Files are hard links: a merge copies no data. */
final class LayerMerge extends SimpleFileVisitor<Path> {
    private final Path layer;
    private final Path target;

    private LayerMerge(Path layer, Path target) {
        this.layer = layer;
        this.target = target;
    }

    /** Adds the layer to the folder, which is being filled and is not sealed yet. */
    static void add(Path layer, Path target) throws IOException {
        Files.walkFileTree(layer, new LayerMerge(layer, target));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Path to = target.resolve(layer.relativize(folder));
        if (!Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(to);
            Files.createDirectory(to);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof AccessDeniedException && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            // A folder that cannot be listed: an empty folder hides as much.
            return preVisitDirectory(file, Files.readAttributes(file, BasicFileAttributes.class));
        }
        throw e;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path to = target.resolve(layer.relativize(file));
        FileModes.delete(to);
        if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(to, Files.readSymbolicLink(file));
        } else {
            Files.createLink(to, file);
        }
        return FileVisitResult.CONTINUE;
    }
}
