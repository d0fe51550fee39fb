package io.coldgate.canary;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The limits of a candidate.
 *
 * @param compared the limits that are decided, at least one of them required
 * @param unseen the limits of the thresholds file that REPORT lines cannot decide
 */
public record CanaryLimits(List<CanaryLimit> compared, List<UnseenLimit> unseen) {
    /** Copies the lists. */
    public CanaryLimits {
        compared = List.copyOf(compared);
        unseen = List.copyOf(unseen);
    }

    /** Returns the comparisons as text for people: the required limits, then the guards. */
    public String text() {
        String required = text(CanaryLimit::required);
        String guards = text(limit -> !limit.required());
        return guards.isEmpty() ? required : required + "; guards: " + guards;
    }

    private String text(Predicate<CanaryLimit> which) {
        return compared.stream().filter(which).map(CanaryLimit::text).collect(Collectors.joining(", "));
    }
}
