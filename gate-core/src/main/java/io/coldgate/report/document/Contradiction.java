package io.coldgate.report.document;

import io.coldgate.unit.Counted;
import io.coldgate.verdict.AcceptanceState;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Contradictions within a {@code report.json}. The gate never writes such a report, so it was modified, and none of its
 * verdicts can be trusted.
 */
final class Contradiction {
    private static final int INTERRUPTED = 130;

    /** The reasons that a passed check can have. */
    private static final Set<VerdictReason> OF_PASS = EnumSet.of(
            VerdictReason.EVIDENCE,
            VerdictReason.LAST_LOOK,
            VerdictReason.NO_SAMPLE_OVER,
            VerdictReason.FACT,
            VerdictReason.IDENTICAL_PACKAGE);

    /** The reasons that a failed check can have. */
    private static final Set<VerdictReason> OF_FAIL =
            EnumSet.of(VerdictReason.EVIDENCE, VerdictReason.LAST_LOOK, VerdictReason.SAMPLE_OVER, VerdictReason.FACT);

    private Contradiction() {}

    /** Returns the contradiction in a clause; empty for a consistent report. A part of a build may have no check. */
    static Optional<String> of(ReportDocument report) {
        Optional<Verdict> worst =
                Verdict.worst(report.checks().stream().map(CheckEntry::verdict).toList());
        if (worst.isEmpty() && !(report.part().isPresent() && report.verdict() == Verdict.PASS)) {
            return Optional.of("it says " + report.verdict().word() + " and has no check");
        }
        if (worst.isPresent() && worst.get() != report.verdict()) {
            long n = report.count(worst.get());
            return Optional.of("it says " + report.verdict().word() + ", and of its "
                    + Counted.of(report.checks().size(), "check") + " " + n + (n == 1 ? " is " : " are ")
                    + worst.get().word());
        }
        if (!isExitCodeOf(report)) {
            return Optional.of("it says " + report.verdict().word() + " and exit code " + report.exitCode());
        }
        return report.checks().stream()
                .filter(check -> !isReasonOf(check))
                .findFirst()
                .map(check -> "a check is " + check.verdict().word()
                        + (check.verdict() == Verdict.ACCEPTED
                                ? " without an exception that holds"
                                : " for the reason " + check.reason()));
    }

    private static boolean isExitCodeOf(ReportDocument report) {
        if (report.exitCode() == INTERRUPTED) {
            return true;
        }
        boolean fails = report.checks().stream()
                .anyMatch(check -> check.verdict() == Verdict.INCONCLUSIVE
                        && check.onInconclusive().equals("fail"));
        return switch (report.verdict()) {
            case PASS -> report.exitCode() == 0;
            // 4: an accepted check failed before its function became impossible to measure.
            case ACCEPTED -> report.exitCode() == 0 || report.exitCode() == 4;
            case FAIL -> report.exitCode() == 1;
            case NOT_MEASURED -> report.exitCode() == 4;
            // 4: written by an early version of the gate, which had no verdict for checks that were not measured.
            case INCONCLUSIVE -> report.exitCode() == (fails ? 3 : 0) || report.exitCode() == 4;
        };
    }

    /**
     * Returns whether the reason fits the verdict. A reason from a later version is unknown here, and no contradiction.
     */
    private static boolean isReasonOf(CheckEntry check) {
        return switch (check.verdict()) {
            case PASS -> check.why().map(OF_PASS::contains).orElse(true);
            case FAIL -> check.why().map(OF_FAIL::contains).orElse(true);
            case ACCEPTED -> isAccepted(check);
            case INCONCLUSIVE, NOT_MEASURED -> true;
        };
    }

    /**
     * Returns whether an acceptance fits its verdict: missing data cannot be accepted, and a pass needs no acceptance.
     */
    private static boolean isAccepted(CheckEntry check) {
        return check.acceptance()
                .filter(by -> by.state() == AcceptanceState.IN_FORCE)
                .filter(by -> by.found() == Verdict.FAIL || by.found() == Verdict.INCONCLUSIVE)
                .isPresent();
    }
}
