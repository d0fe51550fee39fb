package io.coldgate.canary;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The limits of a candidate.
 *
 * @param compared those that are decided; at least one is required
 * @param unseen those of the thresholds file that REPORT lines cannot decide
 */
public record CanaryLimits(List<CanaryLimit> compared, List<UnseenLimit> unseen) {
    /** Copies the lists. */
    public CanaryLimits {
        compared = List.copyOf(compared);
        unseen = List.copyOf(unseen);
    }

    /** Returns what is compared, for people: what has to be proven, then the guards. */
    public String text() {
        String required = text(CanaryLimit::required);
        String guards = text(limit -> !limit.required());
        return guards.isEmpty() ? required : required + "; guards: " + guards;
    }

    private String text(Predicate<CanaryLimit> which) {
        return compared.stream().filter(which).map(CanaryLimit::text).collect(Collectors.joining(", "));
    }
}
