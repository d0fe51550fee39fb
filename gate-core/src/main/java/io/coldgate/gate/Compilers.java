package io.coldgate.gate;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * The compilers of both arms. Counts of package inits depend on the compiler and the standard library as much as on the
 * program, so they are not compared between arms built with different versions of Go.
 */
final class Compilers {
    private final Map<Arm, String> versions = new EnumMap<>(Arm.class);

    void built(ArmBuild build) {
        versions.put(build.arm(), build.language());
    }

    /** Returns the result, withheld if the compilers differ. */
    CheckResult told(CheckResult result) {
        boolean counted = result.check() instanceof RegressionCheck check
                && check.metric().isTraced()
                && (result.verdict() == Verdict.PASS || result.verdict() == Verdict.FAIL);
        String candidate = versions.getOrDefault(Arm.CANDIDATE, "");
        String baseline = versions.getOrDefault(Arm.BASELINE, "");
        if (!counted || candidate.equals(baseline)) {
            return result;
        }
        return new CheckResult(
                result.check(),
                Verdict.INCONCLUSIVE,
                VerdictReason.OTHER_COMPILER,
                "the candidate was built by " + word(candidate) + ", the baseline by " + word(baseline)
                        + ": the difference may come from the compiler; build both with the same",
                result.measured(),
                result.figures(),
                result.ratio(),
                result.acceptance());
    }

    private static String word(String version) {
        return version.isEmpty() ? "an unknown version of Go" : version;
    }
}
