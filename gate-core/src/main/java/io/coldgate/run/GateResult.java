package io.coldgate.run;

import io.coldgate.report.Judgement;
import io.coldgate.verdict.Verdict;

/**
 * The decision of a gate.
 *
 * @param judgement every check with its verdict
 * @param exitCode the command's exit code: one of {@link ExitCode}
 * @param json {@code report.json}, as it was written
 * @param end how the run ended
 */
public record GateResult(Judgement judgement, int exitCode, String json, RunEnd end) {
    /** Returns the build's verdict. */
    public Verdict verdict() {
        return judgement.verdict();
    }

    /** Returns whether the build may go on: every check passed, or inconclusive checks only warn. */
    public boolean passed() {
        return exitCode == ExitCode.PASS;
    }
}
