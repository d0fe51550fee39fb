package io.coldgate.run;

import io.coldgate.gate.BuildVerdict;
import io.coldgate.report.Judgement;
import io.coldgate.verdict.Verdict;

/** The exit codes of the command. */
public final class ExitCode {
    /** Every check passed, or inconclusive checks only warn. */
    public static final int PASS = 0;

    /** A check failed. */
    public static final int FAIL = 1;

    /** Usage or configuration error; nothing was deployed. */
    public static final int USAGE = 2;

    /** Inconclusive under a policy that fails it. */
    public static final int INCONCLUSIVE = 3;

    /** Could not measure: a platform or deployment failure, or too many warm or throttled calls. */
    public static final int COULD_NOT_MEASURE = 4;

    /** Interrupted: 128 + SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /**
     * Returns the exit code of a judgement. A proven failure comes first, then missing measurements, then open checks.
     */
    public static int of(Judgement judgement) {
        if (judgement.verdict() == Verdict.FAIL) {
            return FAIL;
        }
        if (judgement.verdict() == Verdict.NOT_MEASURED
                || !judgement.notMeasured().isEmpty()) {
            return COULD_NOT_MEASURE;
        }
        return BuildVerdict.inconclusiveFails(judgement.results()) ? INCONCLUSIVE : PASS;
    }
}
