package io.coldgate.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The present state of a function.
 *
 * @param function its name
 * @param objectives its objectives
 * @param calls number of invocations counted since the first watch began
 * @param late invocations that came after their slot was closed, and were not counted
 * @param ahead invocations with a time that lies in the future, which were not counted
 * @param newestMillis the time of the newest invocation; 0 before the first
 * @param incident the open incident
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

    /** Returns whether anything is known of any objective. Invocations that are not evaluated yet do not count. */
    public boolean isKnown() {
        return objectives.stream().anyMatch(ObjectiveStatus::isKnown);
    }

    /** Returns the worst state of the plain rule; "no data" only if all objectives have none. */
    public ObjectiveStatus.Rule rule() {
        return objectives.stream()
                .filter(each -> each.isKnown() || !isKnown())
                .map(ObjectiveStatus::rule)
                .min(Comparator.naturalOrder())
                .orElse(ObjectiveStatus.Rule.NO_DATA);
    }
}
