package io.coldgate.canary;

import io.coldgate.stats.Outcome;
import java.util.List;

/**
 * The result of one step.
 *
 * @param version the candidate
 * @param share the candidate's share of the alias's invocations, in (0, 1)
 * @param decision its decision
 * @param findings the limits, in their order
 * @param stable invocations of the stable version
 * @param candidate invocations of the candidate
 */
public record StepResult(
        String version,
        double share,
        StepComparison.Decision decision,
        List<LimitFinding> findings,
        VersionCounts stable,
        VersionCounts candidate) {
    /** Copies the list. */
    public StepResult {
        findings = List.copyOf(findings);
    }

    /** Returns whether the step proved that the candidate meets that limit. */
    public boolean proves(CanaryLimit limit) {
        return findings.stream()
                .anyMatch(finding ->
                        finding.limit().equals(limit) && finding.decision().outcome() == Outcome.PASS);
    }
}
