package io.coldgate.gate;

import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.verdict.Verdict;
import java.util.List;

/** The verdict of a build: the first of FAIL, NOT MEASURED, INCONCLUSIVE and ACCEPTED that any check has; else PASS. */
public final class BuildVerdict {
    private BuildVerdict() {}

    /**
     * Returns the verdict over all checks.
     *
     * @throws IllegalArgumentException when there is no check: a build without a check proves nothing
     */
    public static Verdict of(List<CheckResult> results) {
        return Verdict.worst(results.stream().map(CheckResult::verdict).toList())
                .orElseThrow(() -> new IllegalArgumentException("a build needs at least one check"));
    }

    /** Returns whether an inconclusive check's policy fails the build. */
    public static boolean inconclusiveFails(List<CheckResult> results) {
        return results.stream()
                .anyMatch(result -> result.verdict() == Verdict.INCONCLUSIVE
                        && result.check().onInconclusive() == OnInconclusive.FAIL);
    }
}
