package io.coldgate.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A log file and the names that rotation gives it: {@code app.log.1}, {@code app.log-20261129}. */
final class RotatedFiles {
    private static final Pattern SUFFIX = Pattern.compile("[.-]\\d[\\d.T-]*");

    private RotatedFiles() {}

    private record Found(Path path, String key, FileTime modified) {}

    /** Returns the file system's key of a file; empty if it has none. */
    static String key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? "" : key.toString();
    }

    /** Returns the file with that key, under its own name or a rotated one; without a key, the file of its own name. */
    static Optional<Path> find(Path path, String key) throws IOException {
        return all(path).stream()
                .filter(each -> each.key().equals(key))
                .map(Found::path)
                .findFirst();
    }

    /** Returns the file that was started after the one with that key; empty while that one is the newest. */
    static Optional<Path> after(Path path, String key) throws IOException {
        List<Found> all = all(path);
        if (all.stream().anyMatch(each -> each.path().equals(path) && each.key().equals(key))) {
            return Optional.empty();
        }
        Optional<FileTime> read = all.stream()
                .filter(each -> each.key().equals(key))
                .map(Found::modified)
                .findFirst();
        return all.stream()
                .filter(each -> !each.key().equals(key))
                .filter(each -> each.path().equals(path)
                        || (read.isPresent() && each.modified().compareTo(read.get()) > 0))
                .min(Comparator.comparing(Found::modified))
                .map(Found::path);
    }

    private static List<Found> all(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path file = path.getFileName();
        List<Found> found = new ArrayList<>();
        if (folder == null || file == null || !Files.isDirectory(folder)) {
            return found;
        }
        String name = file.toString();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                String other = String.valueOf(each.getFileName());
                boolean itself = other.equals(name);
                if (itself
                        || (other.startsWith(name)
                                && SUFFIX.matcher(other.substring(name.length()))
                                        .matches())) {
                    add(found, itself ? path : each);
                }
            }
        }
        return found;
    }

    private static void add(List<Found> found, Path each) throws IOException {
        try {
            FileTime modified =
                    Files.readAttributes(each, BasicFileAttributes.class).lastModifiedTime();
            found.add(new Found(each, key(each), modified));
        } catch (NoSuchFileException e) {
            // It was renamed after the listing; the next read finds it.
            return;
        }
    }
}
