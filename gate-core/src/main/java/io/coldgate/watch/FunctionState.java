package io.coldgate.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a function on disk.
 *
 * @param objectives its objectives, by key
 * @param incident the open incident
 * @param ended incidents that are over
 * @param incidents the total number of incidents
 * @param calls number of counted invocations
 * @param late number of invocations that came too late
 * @param ahead number of invocations from the future
 * @param newestMillis the time of the newest invocation
 * @param closedMillis the time before which slots are closed
 * @param markMillis when the alarm was raised, or the last step taken
 * @param exhausted whether it was reported that all steps are taken
 * @param deployed its name on the platform; null if written by an earlier version
 */
public record FunctionState(
        Map<String, ObjectiveState> objectives,
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
        @Nullable String deployed) {
    /**
     * Checks what another program may have written.
     *
     * @throws NullPointerException when something is missing
     * @throws IllegalArgumentException for a number that no watch has written
     */
    public FunctionState {
        StateRange.count("incidents", incidents);
        StateRange.count("calls", calls);
        StateRange.count("late", late);
        StateRange.count("ahead", ahead);
        StateRange.moment("newestMillis", newestMillis);
        StateRange.moment("closedMillis", closedMillis);
        StateRange.moment("markMillis", markMillis);
        objectives = Collections.unmodifiableMap(new LinkedHashMap<>(objectives));
        objectives.forEach((id, state) -> Objects.requireNonNull(state).requireSlotsOf(KeptObjectives.over(id)));
        ended = List.copyOf(ended);
    }

    /** Returns whether a step of an incident has changed the function, and may have to be undone. */
    public boolean hasChanged() {
        return Stream.concat(Stream.ofNullable(incident), ended.stream())
                .flatMap(each -> each.steps().stream())
                .anyMatch(step -> step.before() != null
                        && (step.state() == StepRecord.State.INTENDED
                                || step.state() == StepRecord.State.DONE
                                || step.state() == StepRecord.State.UNDO_INTENDED));
    }
}
