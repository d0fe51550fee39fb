package io.coldgate.gate;

import io.coldgate.thresholds.OnInconclusive;
import java.util.List;

/** The verdict of a build: any FAIL fails it; else any INCONCLUSIVE leaves it inconclusive; else it passes. */
public final class BuildVerdict {
    private BuildVerdict() {}

    /** The verdict over all checks. A build without a check is a configuration error, never a pass. */
    public static Verdict of(List<CheckResult> results) {
        return Verdict.of(io.coldgate.stats.BuildVerdict.of(
                results.stream().map(result -> result.verdict().outcome()).toList()));
    }

    /** Whether an inconclusive check's policy fails the build. */
    public static boolean inconclusiveFails(List<CheckResult> results) {
        return results.stream()
                .anyMatch(result -> result.verdict() == Verdict.INCONCLUSIVE
                        && result.check().onInconclusive() == OnInconclusive.FAIL);
    }
}
