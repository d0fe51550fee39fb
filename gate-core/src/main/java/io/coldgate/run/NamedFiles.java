package io.coldgate.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The input and output files that a command line names. No output overwrites another named file, not even through a
 * link.
 */
public final class NamedFiles {
    private final List<Named> files = new ArrayList<>();

    private record Named(String what, Path real) {}

    /**
     * Adds a file that is read.
     *
     * @param what the file's name in messages, such as {@code the thresholds file}
     */
    public NamedFiles reads(String what, Path file) {
        files.add(new Named(what, real(file)));
        return this;
    }

    /**
     * Adds a file that is written.
     *
     * @param option the option that names it
     * @throws RunException with exit code 2 when it is the same as an earlier file
     */
    public NamedFiles writes(String option, Path file) throws RunException {
        Path real = real(file);
        for (Named other : files) {
            if (other.real.equals(real)) {
                throw new RunException(
                        ExitCode.USAGE,
                        option + " " + file + ": would replace " + other.what + "; name another file with " + option);
            }
        }
        files.add(new Named("what " + option + " writes", real));
        return this;
    }

    /**
     * Returns the path with links resolved; for a file that does not exist yet, the links of its folder are resolved.
     */
    static Path real(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path folder = absolute.getParent();
            Path name = absolute.getFileName();
            return folder == null || name == null
                    ? absolute.normalize()
                    : real(folder).resolve(name).normalize();
        }
    }
}
