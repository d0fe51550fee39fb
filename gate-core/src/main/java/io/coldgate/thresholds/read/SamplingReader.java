package io.coldgate.thresholds.read;

import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Range;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.unit.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code sampling}. */
final class SamplingReader {
    /** The largest cap: more than any quantile of the format needs, and few enough to keep in memory. */
    private static final int MOST_SAMPLES = 100_000;

    /**
     * The largest number of discarded starts: statistics need a handful, and a hundred would hide what users see first.
     */
    private static final int MOST_DISCARDED = 100;

    /** The range of the time limit: a day is longer than any CI job may run. */
    private static final Range TIME_LIMIT = Range.of("1s", "24h", Dimension.TIME);

    private static final List<Reading<?>> READINGS = List.of(
            new Reading<>(Sampling.MAX, field -> Values.count(field, 1, MOST_SAMPLES)),
            new Reading<>(Sampling.TIME_LIMIT, field -> Values.duration(field, TIME_LIMIT)),
            new Reading<>(Sampling.DISCARD, field -> Values.count(field, 0, MOST_DISCARDED)),
            new Reading<>(Sampling.FAN_OUT, field -> Values.count(field, 1, FanOut.MOST)),
            new Reading<>(Sampling.COPIES, field -> Values.count(field, 1, FanOut.MOST_COPIES)));

    static final List<String> KEYS = Reading.names(READINGS);

    private SamplingReader() {}

    static void read(Field field, Settings into) {
        for (Field child : into.open(Sampling.KEY, field, "a mapping, such as { max: 300, time-limit: 10m }")) {
            Reading.readChild(child, Sampling.KEY, READINGS, into);
        }
    }

    static Sampling assemble(Settings merged, PlatformName platform, ReadOptions options) {
        Optional<Integer> cap = options.maxSamplesOverride().or(() -> merged.get(Sampling.MAX));
        return new Sampling(
                cap.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                merged.get(Sampling.TIME_LIMIT).orElse(Sampling.DEFAULT.timeLimit()),
                merged.get(Sampling.DISCARD).orElse(Sampling.DEFAULT.discard()),
                fanOut(merged, platform, options));
    }

    static FanOut fanOut(Settings merged, PlatformName platform, ReadOptions options) {
        int copies = merged.get(Sampling.COPIES).orElse(1);
        if (merged.setting(CloudSettings.PROVISIONED_CONCURRENCY).isPresent()) {
            // Only the first invocation of a version is proven to be its environment's first.
            return new FanOut(1, copies);
        }
        if (InvocationsReader.isFurther(merged)) {
            return new FanOut(1, copies);
        }
        return new FanOut(
                options.fanOutOverride()
                        .or(() -> merged.get(Sampling.FAN_OUT))
                        .orElseGet(() -> FanOut.usualStarts(platform)),
                copies);
    }
}
