package io.coldgate.unit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that makes git ignore everything in a folder, including itself. */
public final class GitIgnore {
    /** The file's name. */
    public static final String NAME = ".gitignore";

    private static final String TEXT = "*\n";

    private GitIgnore() {}

    /** Returns whether the folder already has such a file, whatever its content; an empty one ignores nothing. */
    public static boolean isIn(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0);
    }

    /** Writes the file, unless there is one. */
    public static void write(Path folder) throws IOException {
        if (isIn(folder)) {
            return;
        }
        Path file = folder.resolve(NAME);
        try {
            Files.writeString(file, TEXT, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // It is empty because a disk was full, or another run is about to write the same.
            Files.writeString(file, TEXT, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
