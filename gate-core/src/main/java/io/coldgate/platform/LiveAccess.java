package io.coldgate.platform;

import io.coldgate.lambda.LiveFunctions;
import io.coldgate.logs.LogSource;
import io.coldgate.unit.Pacing;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Functions in production on a platform: their logs, and changes of them. */
public final class LiveAccess {
    private LiveAccess() {}

    /**
     * Returns the lines of a log group.
     *
     * @param group its name, such as {@code /aws/lambda/checkout}
     * @param cursor the position where an earlier source stopped; empty to begin a new one
     * @param sinceMillis where a new one begins, in milliseconds since 1970
     * @param nowMillis the time of day, in milliseconds since 1970
     * @throws IllegalArgumentException for an invalid cursor
     */
    public static LogSource log(
            Platform platform, String group, String cursor, long sinceMillis, Pacing pacing, LongSupplier nowMillis) {
        return new CloudWatchLogSource(
                platform.logsClient(),
                group,
                cursor.isEmpty() ? SeenEvents.since(sinceMillis) : cursor,
                pacing,
                nowMillis);
    }

    /** Returns the access for changing functions on the platform. */
    public static LiveFunctions functions(Platform platform, Pacing pacing) {
        return new LiveFunctions(platform.client(), platform.limits(), pacing, new SplittableRandom());
    }
}
