package io.coldgate.fuzz;

import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import io.coldgate.verdict.Verdict;
import java.nio.file.Path;

/**
 * {@code thresholds.yaml}: whatever it holds, it is read or refused in plain lines, and what was read passes nothing by
 * itself.
 */
public final class ThresholdsTarget {
    private ThresholdsTarget() {}

    /** Reads one file. */
    public static void fuzzerTestOneInput(byte[] data) {
        Path file = Scratch.write("thresholds.yaml", data);
        ReadResult read = ThresholdsReader.read(file, "thresholds.yaml", ReadOptions.none());
        read.diagnostics().forEach(mistake -> Promise.isOneSafeLine(mistake.line()));
        if (read.thresholds().isPresent()) {
            GateEvaluation build =
                    new GateEvaluation(GatePlan.of(read.thresholds().get()));
            for (CheckResult result : build.results()) {
                Promise.that(result.verdict() == Verdict.NOT_MEASURED, "nothing measured, and " + result.verdict());
            }
        }
    }
}
