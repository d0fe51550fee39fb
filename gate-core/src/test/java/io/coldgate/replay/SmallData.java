package io.coldgate.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The part of lambda-perf that is kept for tests. */
public final class SmallData {
    private SmallData() {}

    /** The file. */
    public static Path file() {
        try {
            return Path.of(SmallData.class.getResource("lambda-perf-part.csv").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its pools. */
    public static List<Pool> pools() {
        try {
            return StartsReader.read(file()).pools();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StartsFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The days of each configuration, each with its starts in milliseconds. */
    public static List<double[][]> days() throws IOException, StartsFormatException {
        return StartsReader.read(file()).days().values().stream()
                .map(days -> days.values().toArray(double[][]::new))
                .toList();
    }
}
