package io.coldgate.thresholds;

import java.util.List;

/**
 * The limits that a function must keep to.
 *
 * @param budgets absolute limits, in the file's order
 * @param artifact limits on the package
 * @param missed probability to pass a check that is over its budget, per check: {@code confidence.missed}
 * @param onInconclusive what an inconclusive check does
 */
public record Limits(List<Budget> budgets, ArtifactBudget artifact, double missed, OnInconclusive onInconclusive) {
    public static final Key<Void> BUDGETS = new Key<>("budgets");
    public static final Key<Void> PACKAGES = new Key<>("packages");
    public static final Key<OnInconclusive> ON_INCONCLUSIVE = new Key<>("on-inconclusive");
    public static final Key<Void> CONFIDENCE = new Key<>("confidence");
    public static final Key<Double> MISSED = CONFIDENCE.below("missed");

    /** The whole build's risk: under {@code defaults} only. */
    public static final Key<Double> FALSE_ALARM = CONFIDENCE.below("false-alarm");

    /** Copies the list. */
    public Limits {
        budgets = List.copyOf(budgets);
    }

    /** Returns the same risks without anything to keep to. */
    Limits without() {
        return new Limits(List.of(), ArtifactBudget.NONE, missed, onInconclusive);
    }
}
