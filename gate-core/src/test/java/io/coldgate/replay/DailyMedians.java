package io.coldgate.replay;

import io.coldgate.stats.Quantiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The medians of real days of cold starts, some ten starts each. */
public final class DailyMedians {
    private static final double MEDIAN = .5;

    private DailyMedians() {}

    /** Returns each configuration's medians, in the order of the days. */
    public static List<double[]> read() {
        try {
            return StartsReader.read(SmallData.file()).days().values().stream()
                    .map(days -> days.values().stream()
                            .mapToDouble(day -> {
                                double[] sorted = day.clone();
                                Arrays.sort(sorted);
                                return Quantiles.nearestRank(sorted, MEDIAN);
                            })
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StartsFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
