package io.coldgate.run;

import io.coldgate.build.GitBaseline;
import io.coldgate.build.LocalImages;
import io.coldgate.build.PreparationException;
import io.coldgate.build.ResultBlocks;
import io.coldgate.gate.GatePlan;
import io.coldgate.measure.StopSignal;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.ResultBudgets;
import io.coldgate.thresholds.Source;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objections to a plan that need no build and no platform: a metric the platform cannot measure, a missing package
 * without a build, a git ref missing from the clone. All are reported at once, before anything is built.
 *
 * @param problems what is wrong, in the file's order
 * @param cannotTell whether git could not run, so refs are unchecked
 */
record Preflight(List<Problem> problems, boolean cannotTell) {
    /** Copies the list. */
    Preflight {
        problems = List.copyOf(problems);
    }

    /**
     * Checks a plan.
     *
     * @param results the entries of other tools' results that are to be judged
     * @param folder the thresholds file's folder
     */
    static Preflight of(GatePlan plan, List<ResultBudgets> results, Path folder) throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        GitBaseline git = new GitBaseline(folder, RunListener.SILENT);
        // One function's command may build the packages of all.
        boolean built = plan.functions().stream()
                .map(GatePlan.FunctionPlan::spec)
                .anyMatch(spec -> spec.source().build().isPresent()
                        || spec.comparison().baseline().flatMap(Baseline::build).isPresent());
        Optional<Problem> noImages = withoutEngine(plan);
        noImages.ifPresent(problems::add);
        boolean cannotTell = noImages.isPresent();
        for (GatePlan.FunctionPlan function : plan.functions()) {
            FunctionSpec spec = function.spec();
            problems.addAll(Measurability.problems(function));
            if (!built) {
                missing(spec, spec.source().packagePath(), Source.PACKAGE).ifPresent(problems::add);
                missing(spec, spec.comparison().baseline().flatMap(Baseline::packagePath), Baseline.PACKAGE)
                        .ifPresent(problems::add);
            }
            if (spec.comparison().baseline().flatMap(Baseline::ref).isPresent()) {
                try {
                    git.lookUp(spec, !built);
                } catch (PreparationException e) {
                    problems.addAll(e.problems());
                    cannotTell = cannotTell || e.isBuild();
                }
            }
        }
        ResultBlocks blocks = new ResultBlocks(folder, RunListener.SILENT);
        for (ResultBudgets entry : results) {
            if (entry.measured().isPresent()) {
                try {
                    blocks.lookUp(entry.measured().get());
                } catch (PreparationException e) {
                    problems.addAll(e.problems());
                    cannotTell = cannotTell || e.isBuild();
                }
            }
        }
        return new Preflight(problems, cannotTell);
    }

    /**
     * Refuses a plan with a problem before anything is built.
     *
     * @throws RunException with exit code 2, or 4 when git could not run
     */
    static void require(GatePlan plan, List<ResultBudgets> results, Path folder, StopSignal stop)
            throws RunException, InterruptedException {
        stop.enter();
        try {
            Preflight found = of(plan, results, folder);
            if (!found.problems().isEmpty()) {
                throw new RunException(
                        found.cannotTell() ? ExitCode.COULD_NOT_MEASURE : ExitCode.USAGE,
                        found.problems(),
                        "nothing was measured");
            }
        } finally {
            stop.leave();
        }
    }

    /** Returns one problem, at the first function that needs a container engine, when there is none. */
    private static Optional<Problem> withoutEngine(GatePlan plan) {
        Optional<FunctionSpec> first = plan.functions().stream()
                .filter(function -> needsEngine(function))
                .map(GatePlan.FunctionPlan::spec)
                .findFirst();
        return first.flatMap(spec -> LocalImages.missing()
                .map(reason ->
                        Problem.at(spec.locationOf(CloudSettings.IMAGE), spec.shown(CloudSettings.IMAGE), reason, "")));
    }

    private static boolean needsEngine(GatePlan.FunctionPlan function) {
        boolean image = function.spec().target().cloud().image().isPresent();
        boolean runs = function.spec().target().platform() == PlatformName.EMBEDDED;
        return image && (runs || !function.packageChecks().isEmpty());
    }

    private static Optional<Problem> missing(FunctionSpec function, Optional<Path> path, Key<?> key) {
        if (path.isEmpty() || Files.exists(path.get())) {
            return Optional.empty();
        }
        return Optional.of(Problem.at(
                function.locationOf(key),
                function.shown(key),
                Printable.quote(path.get().toString()) + ": no such file",
                "build it first, or add build: to the function"));
    }
}
