package io.coldgate.thresholds;

import java.util.List;

/**
 * The limits of a function.
 *
 * @param budgets absolute limits, in the file's order
 * @param artifact limits on the package
 * @param missed probability that a check passes although it is over its budget, per check: {@code confidence.missed}
 * @param onInconclusive the effect of an inconclusive check
 */
public record Limits(List<Budget> budgets, ArtifactBudget artifact, double missed, OnInconclusive onInconclusive) {
    public static final Key<Void> BUDGETS = new Key<>("budgets");
    public static final Key<Void> PACKAGES = new Key<>("packages");
    public static final Key<OnInconclusive> ON_INCONCLUSIVE = new Key<>("on-inconclusive");
    public static final Key<Void> CONFIDENCE = new Key<>("confidence");
    public static final Key<Double> MISSED = CONFIDENCE.below("missed");

    /** The probability of a false alarm for the whole build; allowed only under {@code defaults}. */
    public static final Key<Double> FALSE_ALARM = CONFIDENCE.below("false-alarm");

    /** Copies the list. */
    public Limits {
        budgets = List.copyOf(budgets);
    }

    /** Returns the same probabilities without any limits. */
    Limits without() {
        return new Limits(List.of(), ArtifactBudget.NONE, missed, onInconclusive);
    }
}
