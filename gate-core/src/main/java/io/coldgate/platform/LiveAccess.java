package io.coldgate.platform;

import io.coldgate.lambda.LiveFunctions;
import io.coldgate.logs.LogSource;
import io.coldgate.unit.Pacing;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Functions that serve somebody on a platform: their logs, and changes of them. */
public final class LiveAccess {
    private LiveAccess() {}

    /**
     * Returns the lines of a log group.
     *
     * @param group its name, such as {@code /aws/lambda/checkout}
     * @param cursor where another source stopped; empty to begin anew
     * @param sinceMillis where to begin anew, in milliseconds since 1970
     * @param nowMillis the time of day, in milliseconds since 1970
     * @throws IllegalArgumentException for a cursor that is none
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

    /** Returns what changes functions there. */
    public static LiveFunctions functions(Platform platform, Pacing pacing) {
        return new LiveFunctions(platform.client(), platform.limits(), pacing, new SplittableRandom());
    }
}
