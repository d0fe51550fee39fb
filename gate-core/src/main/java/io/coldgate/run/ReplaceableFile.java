package io.coldgate.run;

import io.coldgate.unit.Disk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Refuses to overwrite a file that the command did not write itself. */
public final class ReplaceableFile {
    private ReplaceableFile() {}

    /**
     * Refuses to replace a file that this command did not write: it may be the user's. An empty file may be replaced.
     *
     * @param file the file to be written; links are followed
     * @param begin the text with which every file of the command begins
     * @param noun the file's name in messages
     * @throws RunException with exit code 2 for a foreign file, or one that cannot be read
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
