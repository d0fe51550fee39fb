package io.coldgate.run;

import io.coldgate.cost.PastPace;
import io.coldgate.sample.ResultsFormatException;
import io.coldgate.sample.ResultsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The previous run, whose results lie where those of the next run will go. */
public final class LastRun {
    private LastRun() {}

    /**
     * Returns the pace of the previous run. Results that are missing or unreadable give none: a forecast works without
     * them.
     *
     * @param output the folder that the user named
     * @param file the thresholds file
     */
    public static PastPace pace(Optional<Path> output, Path file) {
        Path results = output.orElseGet(() -> UsualFolder.of(file)).resolve(RunFolder.RESULTS);
        if (!Files.isRegularFile(results)) {
            return PastPace.NONE;
        }
        PastPace pace = new PastPace();
        try {
            new ResultsReader(results.toString()).read(results, pace::accept);
        } catch (IOException | ResultsFormatException e) {
            return PastPace.NONE;
        }
        return pace;
    }
}
