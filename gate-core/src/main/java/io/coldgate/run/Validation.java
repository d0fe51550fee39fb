package io.coldgate.run;

import io.coldgate.build.PackageStarts;
import io.coldgate.gate.GatePlan;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The validation of a thresholds file: everything for which {@code coldgate check} would refuse it before deploying, as
 * far as this can be determined without a build and without a platform.
 *
 * @param functions how many the file has
 * @param checks how many checks of functions
 * @param results how many entries of other tools' results
 * @param limits how many limits those have
 * @param watched how many functions have production objectives
 * @param warnings what is questionable
 */
public record Validation(int functions, int checks, int results, int limits, int watched, List<Problem> warnings) {
    /** Copies the list. */
    public Validation {
        warnings = List.copyOf(warnings);
    }

    /**
     * Validates a file.
     *
     * @throws RunException with exit code 2 and every mistake that {@code check} would refuse, or only the first if the
     *     file cannot be read; with 4 when git cannot look up a ref
     */
    public static Validation of(Path file) throws RunException {
        Thresholds thresholds = ThresholdsInput.read(file, ReadOptions.none());
        RunTarget.requireRoles(thresholds);
        GatePlan plan = GatePlan.of(thresholds);
        return new Validation(
                thresholds.functions().size(),
                plan.checks().size(),
                thresholds.results().size(),
                thresholds.results().stream()
                        .mapToInt(entry -> entry.budgets().size())
                        .sum(),
                thresholds.watched().size(),
                warnings(thresholds, plan));
    }

    /**
     * Checks the packages of a file's functions without building anything.
     *
     * @return what is questionable about their packages
     * @throws RunException as {@link #of} does
     */
    public static List<Problem> warnings(Thresholds thresholds, GatePlan plan) throws RunException {
        List<Problem> warnings = new ArrayList<>();
        List<Problem> refused = new ArrayList<>();
        Preflight found = preflight(thresholds, plan);
        refused.addAll(found.problems());
        for (FunctionSpec function : thresholds.functions()) {
            // A package with a build command may be out of date until the build has run, so nothing about it is
            // certain.
            boolean built = function.source().build().isPresent();
            for (PackageStarts.Line line : PackageStarts.of(function)) {
                Problem problem = line.problem();
                if (line.certain() && !built) {
                    refused.add(problem);
                } else {
                    warnings.add(line.certain() ? asItWasLastBuilt(problem) : problem);
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new RunException(
                    found.cannotTell() ? ExitCode.COULD_NOT_MEASURE : ExitCode.USAGE,
                    refused,
                    thresholds.shownAs() + ": " + Counted.of(refused.size(), "error") + "; nothing was measured");
        }
        return warnings;
    }

    private static Problem asItWasLastBuilt(Problem problem) {
        return new Problem(
                problem.place(), problem.subject(), problem.message() + " (as it was last built)", problem.remedy());
    }

    private static Preflight preflight(Thresholds thresholds, GatePlan plan) throws RunException {
        try {
            return Preflight.of(plan, thresholds.results(), thresholds.folder());
        } catch (InterruptedException e) {
            throw new RunException(ExitCode.INTERRUPTED, "interrupted; nothing was deployed");
        }
    }
}
