package io.coldgate.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Distinguishes packages from other archives by their tables, without unpacking. */
final class ZipPackages {
    /** The largest zip; Lambda does not accept larger ones. */
    private static final long LARGEST = 256L << 20;

    private static final Pattern HANDLER = Pattern.compile("[^/]+\\.(?:py|js|mjs|cjs)");

    private ZipPackages() {}

    static boolean holdsBootstrap(Path zip) {
        return holds(zip, file -> file.getEntry("bootstrap") != null);
    }

    /** Returns whether a managed runtime could find a handler at its top level. */
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
            // Not a zip, or a damaged one.
            return false;
        }
    }

    /** Returns the name of the function in it: the file's name, or its folder's if all packages have the same name. */
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
