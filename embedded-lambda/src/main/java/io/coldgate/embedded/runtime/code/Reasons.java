package io.coldgate.embedded.runtime.code;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The system's reasons for refusing a file, in words: many of the JDK's messages consist only of a path. */
public final class Reasons {
    /** The remedy if the work folder is unusable: the gate's is in the temporary folder, a server's is an option. */
    public static final String ANOTHER_FOLDER = "name another with TMPDIR, or with the server's --work-dir";

    private static final List<String> FULL = List.of("No space left on device", "Disk quota exceeded");

    private Reasons() {}

    /** Returns whether there is no space left for the data to be written. */
    public static boolean isFull(IOException e) {
        return FULL.stream().anyMatch(of(e)::contains);
    }

    /** Returns the reason in one line, without the path of the file. */
    public static String of(IOException e) {
        if (e instanceof FileSystemException refused && refused.getReason() != null) {
            return ArchivePaths.printable(refused.getReason());
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : ArchivePaths.printable(message);
    }
}
