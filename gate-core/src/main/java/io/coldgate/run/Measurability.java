package io.coldgate.run;

import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.build.Candidate;
import io.coldgate.gate.Check;
import io.coldgate.platform.Platform;
import io.coldgate.sample.Metric;
import io.coldgate.sample.PackageSum;
import io.coldgate.unit.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses checks whose metric nobody can measure: the platform, or the runtime of the function. */
final class Measurability {
    private Measurability() {}

    /** Returns what cannot be measured there, one problem a check. */
    static List<Problem> problems(Platform platform, List<Candidate> candidates) {
        List<Problem> problems = new ArrayList<>();
        for (Candidate candidate : candidates) {
            for (Check.OfStarts check : candidate.plan().startChecks()) {
                problem(platform, candidate, check, "budgets").ifPresent(problems::add);
            }
            for (Check.OfRegression check : candidate.plan().regressionChecks()) {
                problem(platform, candidate, check, "regression").ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<Problem> problem(
            Platform platform, Candidate candidate, Check.OfMetric check, String section) {
        Metric metric = check.metric();
        if (metric.isTraced()) {
            return isGo(candidate)
                    ? Optional.empty()
                    : Optional.of(
                            problem(check, section, "only a package with a Go program tells it", "remove the budget"));
        }
        boolean probe = candidate.plan().spec().configuration().probe();
        if (platform.measurable(probe).contains(metric)) {
            return Optional.empty();
        }
        boolean probeHelps = !probe && platform.measurable(true).contains(metric);
        return Optional.of(problem(
                check,
                section,
                "the platform " + platform.name().key() + " cannot measure it "
                        + (probeHelps ? "by itself" : "on this machine"),
                probeHelps ? "add probe: true to the function" : "remove the budget"));
    }

    private static Problem problem(Check.OfMetric check, String budgets, String message, String remedy) {
        return Problem.at(
                check.location(), "functions." + check.function() + "." + path(check, budgets), message, remedy);
    }

    private static String path(Check.OfMetric check, String budgets) {
        Metric metric = check.metric();
        return Metric.OF_STARTS.contains(metric)
                ? budgets + "." + metric.key()
                : "packages." + metric.packages().map(PackageSum::pattern).orElse("");
    }

    private static boolean isGo(Candidate candidate) {
        return candidate.facts().stream()
                .flatMap(facts -> facts.executables().stream())
                .map(ExecutableFacts::go)
                .anyMatch(Optional::isPresent);
    }
}
