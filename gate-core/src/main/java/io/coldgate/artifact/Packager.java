package io.coldgate.artifact;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Creates the package to deploy: a zip unchanged, a folder or a single executable as a reproducible zip (names sorted,
 * times fixed). Lambda runs it as a user who owns none of the files, so everybody gets read permission, and execute
 * permission if the owner has it.
 */
public final class Packager {
    /** The largest unpacked size that Lambda accepts: 250 MB. */
    private static final long MOST_UNZIPPED = 250L << 20;

    /** The largest number of files: more than any function has, and few enough for a plain zip. */
    private static final int MOST_FILES = 65_000;

    /** Lambda's name for the program of a custom runtime. */
    static final String BOOTSTRAP = "bootstrap";

    static final int PROGRAM_MODE = 0100755;

    private static final int FILE_MODE = 0100644;

    private final Path folder;
    private final String shown;
    private final ZipWriter zip = new ZipWriter();
    private long unzipped;

    private Packager(Path folder, String shown) {
        this.folder = folder;
        this.shown = shown;
    }

    /**
     * Returns the bytes of the package.
     *
     * @param source a zip, a folder, or a single executable, which becomes {@code bootstrap}
     * @throws ArtifactException when the source does not exist, it is too large for Lambda, a link in the folder leads
     *     out of it, or the system cannot read it
     */
    public static byte[] zip(Path source) throws ArtifactException {
        String shown = Printable.quote(source.toString());
        try {
            if (Files.isDirectory(source)) {
                return new Packager(source.toRealPath(), shown).folder();
            }
            if (!Files.isRegularFile(source)) {
                String problem = Files.exists(source) ? "not a file or folder" : "no such file: build it first";
                throw new ArtifactException(shown + ": " + problem);
            }
            if (isZip(source)) {
                return bounded(source, shown);
            }
            Packager packager = new Packager(source, shown);
            packager.add(BOOTSTRAP, PROGRAM_MODE, source);
            return packager.zip.finish();
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ArtifactException(shown + ": cannot be read: " + Printable.escape(reason, 200));
        }
    }

    /**
     * Returns whether a file is a zip by its first bytes: a local file header, or the end record of an empty archive.
     */
    static boolean isZip(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            byte[] start = in.readNBytes(4);
            return start.length == 4
                    && start[0] == 'P'
                    && start[1] == 'K'
                    && (start[2] == 3 && start[3] == 4 || start[2] == 5 && start[3] == 6);
        }
    }

    private static byte[] bounded(Path source, String shown) throws IOException, ArtifactException {
        long size = Files.size(source);
        if (size > MOST_UNZIPPED) {
            throw new ArtifactException(
                    shown + ": " + (size >> 20) + " MB; Lambda takes 250 MB unpacked: make it smaller");
        }
        return Files.readAllBytes(source);
    }

    private byte[] folder() throws IOException, ArtifactException {
        for (var entry : sorted().entrySet()) {
            add(entry.getKey(), mode(entry.getValue()), entry.getValue());
        }
        return zip.finish();
    }

    /** Returns all files of a folder by their names in the package. */
    static SortedMap<String, Path> files(Path source) throws IOException, ArtifactException {
        return new Packager(source.toRealPath(), Printable.quote(source.toString())).sorted();
    }

    private SortedMap<String, Path> sorted() throws IOException, ArtifactException {
        TreeMap<String, Path> sorted = new TreeMap<>();
        for (Path file : files()) {
            sorted.put(
                    folder.relativize(file)
                            .toString()
                            .replace(file.getFileSystem().getSeparator(), "/"),
                    file);
        }
        if (sorted.isEmpty()) {
            throw new ArtifactException(shown + ": an empty folder: build into it first");
        }
        return sorted;
    }

    /** Returns all files below; links to files and folders are followed, after checking their targets. */
    private List<Path> files() throws IOException, ArtifactException {
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = walk.peek(this::refuseOutside)
                    .filter(path -> !Files.isDirectory(path))
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (found.size() > MOST_FILES) {
                throw new ArtifactException(shown + ": more than " + MOST_FILES + " files: name a smaller folder");
            }
            return found;
        } catch (UncheckedIOException e) {
            throw new ArtifactException(
                    shown + ": cannot be read: " + Printable.escape(String.valueOf(e.getMessage()), 200));
        } catch (OutsideException e) {
            throw new ArtifactException(
                    shown + ": the link " + Printable.quote(e.link) + " leads out of the folder: copy its target");
        }
    }

    private static final class OutsideException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String link;

        OutsideException(String link) {
            super(link);
            this.link = link;
        }
    }

    private void refuseOutside(Path path) {
        try {
            if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(folder)) {
                throw new OutsideException(folder.relativize(path).toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, int mode, Path file) throws IOException, ArtifactException {
        if (!Files.isRegularFile(file)) {
            throw new ArtifactException(
                    shown + ": " + Printable.quote(name) + " is neither a file nor a folder: remove it");
        }
        unzipped += Files.size(file);
        if (unzipped > MOST_UNZIPPED) {
            throw new ArtifactException(shown + ": more than 250 MB, which is Lambda's limit: make it smaller");
        }
        zip.add(name, mode, Files.readAllBytes(file));
    }

    /**
     * Returns the file's mode in the package. Permissions of others depend on the user's umask, so they are ignored.
     */
    static int mode(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE)
                ? PROGRAM_MODE
                : FILE_MODE;
    }
}
