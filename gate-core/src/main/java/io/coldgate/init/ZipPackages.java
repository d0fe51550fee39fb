package io.coldgate.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Tells packages from other archives by their tables alone: nothing is unpacked. */
final class ZipPackages {
    /** Lambda takes no larger one. */
    private static final long LARGEST = 256L << 20;

    private static final Pattern HANDLER = Pattern.compile("[^/]+\\.(?:py|js|mjs|cjs)");

    private ZipPackages() {}

    static boolean holdsBootstrap(Path zip) {
        return holds(zip, file -> file.getEntry("bootstrap") != null);
    }

    /** Returns whether a managed runtime could find a handler at its top. */
    static boolean holdsHandler(Path zip) {
        return holds(
                zip,
                file -> file.stream()
                        .anyMatch(entry -> HANDLER.matcher(entry.getName()).matches()));
    }

    private static boolean holds(Path zip, Predicate<ZipFile> content) {
        try {
            if (!Files.isRegularFile(zip) || Files.size(zip) > LARGEST) {
                return false;
            }
            try (ZipFile file = new ZipFile(zip.toFile())) {
                return content.test(file);
            }
        } catch (IOException | IllegalArgumentException | InternalError e) {
            // No zip, or a damaged one.
            return false;
        }
    }

    /** The name of the function in it: the file's, or its folder's when every package is called so. */
    static String nameOf(Path zip) {
        String file = String.valueOf(zip.getFileName()).replaceFirst("(?i)\\.zip$", "");
        boolean general = file.equals("function") || file.equals("bootstrap") || file.equals("lambda");
        return general
                ? Optional.ofNullable(zip.getParent())
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .orElse(file)
                : file;
    }
}
