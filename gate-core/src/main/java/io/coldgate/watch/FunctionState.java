package io.coldgate.watch;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function on disk.
 *
 * @param objectives by their keys
 * @param incident the incident that is open
 * @param ended incidents that are over
 * @param incidents how many there were
 * @param calls invocations that were counted
 * @param late invocations that came too late
 * @param ahead invocations from the future
 * @param newestMillis the newest invocation
 * @param closedMillis slots that end before are closed
 * @param markMillis when the alarm was raised, or the last step taken
 * @param exhausted whether it was said that all steps are taken
 * @param deployed its name on the platform; null where an earlier version wrote it
 */
public record FunctionState(
        Map<String, ObjectiveWatch.State> objectives,
        @Nullable Incident incident,
        List<Incident> ended,
        int incidents,
        long calls,
        long late,
        long ahead,
        long newestMillis,
        long closedMillis,
        long markMillis,
        boolean exhausted,
        @Nullable String deployed) {}
