package io.coldgate.run;

import io.coldgate.unit.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that a command writes over, where they are its own. */
public final class ReplaceableFile {
    private ReplaceableFile() {}

    /**
     * Refuses a place where a file is that no such command wrote: it would be replaced, and may be one of the user's.
     * An empty file is nobody's.
     *
     * @param file the file to be written; links are followed, for what they lead to is meant
     * @param begin how each earlier file of the command begins
     * @param noun the file as a message names it
     * @throws RunException with exit code 2 for another file, or one that cannot be read
     */
    public static void require(Path file, String begin, String noun) throws RunException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] expected = begin.getBytes(StandardCharsets.UTF_8);
            byte[] found = in.readNBytes(expected.length);
            if (found.length > 0 && !Arrays.equals(found, expected)) {
                throw new RunException(
                        ExitCode.USAGE,
                        file + ": exists and is not a " + noun + ", so it is not replaced; name another file");
            }
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, file + ": cannot be read: " + Disk.reason(e));
        }
    }
}
