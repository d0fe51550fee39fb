package io.coldgate.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A function as it is now.
 *
 * @param function its name
 * @param objectives its objectives
 * @param calls invocations that were counted, since the watch began first
 * @param late invocations that came after their slot was closed, and were not counted
 * @param ahead invocations with a time that lies in the future, which were not counted
 * @param newestMillis the time of the newest invocation; 0 before the first
 * @param incident the incident that is open
 * @param ended the newest incidents that are over, oldest first
 */
public record FunctionStatus(
        String function,
        List<ObjectiveStatus> objectives,
        long calls,
        long late,
        long ahead,
        long newestMillis,
        Optional<Incident> incident,
        List<Incident> ended) {
    /** Copies the lists. */
    public FunctionStatus {
        objectives = List.copyOf(objectives);
        ended = List.copyOf(ended);
    }

    /** Returns whether anything is known of any objective. Of invocations that are not decided on yet, nothing is. */
    public boolean isKnown() {
        return objectives.stream().anyMatch(ObjectiveStatus::isKnown);
    }

    /** Returns the worst state of the plain rule; of objectives without data only where all are. */
    public ObjectiveStatus.Rule rule() {
        return objectives.stream()
                .filter(each -> each.isKnown() || !isKnown())
                .map(ObjectiveStatus::rule)
                .min(Comparator.naturalOrder())
                .orElse(ObjectiveStatus.Rule.NO_DATA);
    }
}
