package io.coldgate.gate;

import io.coldgate.thresholds.OnInconclusive;
import java.util.Comparator;
import java.util.List;

/** The verdict of a build: the first of FAIL, NOT MEASURED and INCONCLUSIVE that any check has; else PASS. */
public final class BuildVerdict {
    private static final List<Verdict> WORST_FIRST =
            List.of(Verdict.FAIL, Verdict.NOT_MEASURED, Verdict.INCONCLUSIVE, Verdict.PASS);

    private BuildVerdict() {}

    /**
     * Returns the verdict over all checks.
     *
     * @throws IllegalArgumentException when there is no check: a build without one has shown nothing
     */
    public static Verdict of(List<CheckResult> results) {
        return results.stream()
                .map(CheckResult::verdict)
                .min(Comparator.comparingInt(BuildVerdict::rank))
                .orElseThrow(() -> new IllegalArgumentException("a build needs at least one check"));
    }

    /** Returns the place of a verdict where the worst stands first: 0 for FAIL, 3 for PASS. */
    public static int rank(Verdict verdict) {
        return WORST_FIRST.indexOf(verdict);
    }

    /** Whether an inconclusive check's policy fails the build. */
    public static boolean inconclusiveFails(List<CheckResult> results) {
        return results.stream()
                .anyMatch(result -> result.verdict() == Verdict.INCONCLUSIVE
                        && result.check().onInconclusive() == OnInconclusive.FAIL);
    }
}
