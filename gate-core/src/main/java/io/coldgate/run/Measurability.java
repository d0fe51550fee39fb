package io.coldgate.run;

import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.build.Candidate;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.MetricCheck;
import io.coldgate.platform.Platform;
import io.coldgate.platform.Platforms;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.unit.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Refuses checks whose metric cannot be measured, either on the platform or with the function's runtime. */
final class Measurability {
    private final String platform;
    private final Function<Boolean, Set<Metric>> measurable;

    private Measurability(String platform, Function<Boolean, Set<Metric>> measurable) {
        this.platform = platform;
        this.measurable = measurable;
    }

    /** Returns what cannot be measured on the platform, one problem per check. */
    static List<Problem> problems(Platform platform, List<Candidate> candidates) {
        Measurability there = new Measurability(platform.name().key(), platform::measurable);
        return candidates.stream()
                .flatMap(candidate -> there.problems(candidate.plan(), isGo(candidate)).stream())
                .toList();
    }

    /**
     * Returns the checks that the function's platform cannot measure, whatever the package contains; nothing is built
     * or started.
     */
    static List<Problem> problems(GatePlan.FunctionPlan plan) {
        PlatformName name = plan.spec().target().platform();
        return new Measurability(name.key(), probe -> Platforms.measurable(name, probe)).problems(plan, true);
    }

    private List<Problem> problems(GatePlan.FunctionPlan plan, boolean isGo) {
        return Stream.<MetricCheck>concat(plan.startChecks().stream(), plan.regressionChecks().stream())
                .flatMap(check -> problem(plan, isGo, check).stream())
                .toList();
    }

    private Optional<Problem> problem(GatePlan.FunctionPlan plan, boolean isGo, MetricCheck check) {
        Metric metric = check.metric();
        if (metric.isTraced()) {
            return isGo
                    ? Optional.empty()
                    : Optional.of(problem(plan, check, "only Go programs report it", "remove the budget"));
        }
        if (metric.isOwn()) {
            return Optional.empty();
        }
        boolean probe = plan.spec().configuration().probe();
        if (measurable.apply(probe).contains(metric.ofAny())) {
            return Optional.empty();
        }
        boolean probeHelps = !probe && measurable.apply(true).contains(metric.ofAny());
        return Optional.of(problem(
                plan,
                check,
                "the platform " + platform + " cannot measure it " + (probeHelps ? "by itself" : "on this machine"),
                probeHelps ? "add probe: true to the function" : "remove the budget"));
    }

    private static Problem problem(GatePlan.FunctionPlan plan, MetricCheck check, String message, String remedy) {
        return Problem.at(check.location(), plan.spec().shown(check.key()), message, remedy);
    }

    private static boolean isGo(Candidate candidate) {
        return candidate.facts().stream()
                .flatMap(facts -> facts.executables().stream())
                .map(ExecutableFacts::go)
                .anyMatch(Optional::isPresent);
    }
}
