package io.coldgate.run;

import io.coldgate.cost.PastPace;
import io.coldgate.sample.ResultsFormatException;
import io.coldgate.sample.ResultsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The run whose results lie where the next ones will. */
public final class LastRun {
    private LastRun() {}

    /**
     * Returns how fast it went. None for results that are not there or cannot be read: a forecast does without.
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
