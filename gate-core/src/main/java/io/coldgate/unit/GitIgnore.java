package io.coldgate.unit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that makes git ignore everything in a folder, including itself. */
public final class GitIgnore {
    private static final String NAME = ".gitignore";

    private GitIgnore() {}

    /** Returns whether the folder already has such a file, whatever its content. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the file, unless there is one, or another run writes it at the same time. */
    public static void write(Path folder) throws IOException {
        if (isIn(folder)) {
            return;
        }
        try {
            Files.writeString(folder.resolve(NAME), "*\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // The other run's file has the same content.
            return;
        }
    }
}
