package io.coldgate.run.watch;

import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.unit.Disk;
import io.coldgate.watch.WatchState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The state file of a watch, for other commands to read. It is replaced atomically, so it can be read while the watch
 * runs.
 */
public final class StateFile {
    private static final String NAME = "watch.json";

    private StateFile() {}

    /** Returns the default path of the file. */
    public static Path usual(Path usualFolder) {
        return usualFolder.resolve(NAME);
    }

    /**
     * Returns the state; empty when there is no file.
     *
     * @param option the option that named the file
     * @throws RunException with exit code 2 when the file is not a state file or cannot be read
     */
    public static Optional<WatchState> read(Path file, String option) throws RunException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Optional<WatchState> known = WatchState.parse(Files.readString(file));
            if (known.isEmpty()) {
                throw refused(
                        file,
                        option,
                        "is not the state of a watch of this version; remove it to start afresh, or name another file");
            }
            return known;
        } catch (IOException e) {
            throw refused(file, option, "cannot be read: " + Disk.reason(e));
        }
    }

    private static RunException refused(Path file, String option, String why) {
        return new RunException(ExitCode.USAGE, option + " " + file + ": " + why);
    }
}
