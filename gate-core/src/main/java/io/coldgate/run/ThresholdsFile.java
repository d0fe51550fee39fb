package io.coldgate.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the thresholds file of a command, also when no file or only a folder is named. */
public final class ThresholdsFile {
    /** The default name of a thresholds file. */
    public static final String NAME = "thresholds.yaml";

    private ThresholdsFile() {}

    /** Returns the file that was named: the path itself, or the thresholds file of that folder. */
    public static Path named(Path given) {
        return Files.isDirectory(given) ? given.resolve(NAME) : given;
    }

    /** Returns the file in the current folder or in the nearest folder above, relative to the current folder. */
    public static Path nearest() {
        return nearest(Path.of(""));
    }

    /**
     * Returns the file in a folder or in the nearest folder above. The search ends with the repository that the folder
     * is in, and at a file of another owner: a thresholds file names commands, and another user's commands must not run
     * unasked.
     *
     * @return the path to it by way of the folder, such as {@code ../thresholds.yaml}; if there is none, the path that
     *     it would have in the folder
     */
    public static Path nearest(Path folder) {
        Path start = folder.toAbsolutePath().normalize();
        Path shown = folder.resolve(NAME);
        Path up = folder;
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(NAME))) {
                return at.equals(start) || isOfSameOwner(at.resolve(NAME), start) ? up.resolve(NAME) : shown;
            }
            if (Files.exists(at.resolve(".git"))) {
                return shown;
            }
            up = up.resolve("..");
        }
        return shown;
    }

    private static boolean isOfSameOwner(Path file, Path folder) {
        try {
            return Files.getOwner(file).equals(Files.getOwner(folder));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
