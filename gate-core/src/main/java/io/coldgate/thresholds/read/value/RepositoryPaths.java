package io.coldgate.thresholds.read.value;

import io.coldgate.thresholds.yaml.SourceText;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Paths in the file. They are relative to its folder and must be below its repository (the nearest folder above with
 * {@code .git}, or the file's own folder), even after symbolic links are followed.
 */
public final class RepositoryPaths {
    /** Linux's PATH_MAX. */
    private static final int LONGEST = 4096;

    private final Path folder;
    private final Path root;

    /**
     * Creates a reader of the paths in one file.
     *
     * @param file an existing file
     */
    public RepositoryPaths(Path file) throws IOException {
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            throw new IOException("no file");
        }
        this.folder = parent.toRealPath();
        this.root = rootAbove(folder);
    }

    private static Path rootAbove(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return at;
            }
        }
        return folder;
    }

    /**
     * Returns the absolute path, which need not exist; reports a text that is not a path or leads outside, and then
     * gives none.
     */
    public Optional<Path> read(Field field, String expected) {
        Optional<String> text = Values.text(field, expected);
        return text.isPresent() ? resolve(field, text.get()) : Optional.empty();
    }

    private Optional<Path> resolve(Field field, String text) {
        if (text.length() > LONGEST) {
            field.wrong("longer than " + LONGEST + " characters: no path is");
            return Optional.empty();
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                field.wrong(Printable.quote(text) + ": an absolute path: write it relative to the folder of this file");
                return Optional.empty();
            }
            Path resolved = folder.resolve(path).normalize();
            if (!resolved.startsWith(root) || !realStartOf(resolved).startsWith(root)) {
                field.wrong(Printable.quote(text) + ": leads outside the repository: name something below "
                        + Printable.quote(root.toString()));
                return Optional.empty();
            }
            return Optional.of(resolved);
        } catch (InvalidPathException e) {
            field.wrong(Printable.quote(text) + ": not a path on this system: rename it");
        } catch (IOException e) {
            field.wrong(Printable.quote(text) + ": cannot be looked up: " + SourceText.reason(e));
        }
        return Optional.empty();
    }

    /** Returns the real path of the longest existing part of a path. */
    private static Path realStartOf(Path path) throws IOException {
        Path at = path;
        while (at.getParent() != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = at.getParent();
        }
        return at.toRealPath();
    }
}
