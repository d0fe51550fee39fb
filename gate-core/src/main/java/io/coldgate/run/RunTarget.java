package io.coldgate.run;

import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Target;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.MissingRole;
import io.coldgate.unit.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The target of one run, on which all its functions run.
 *
 * @param platform the platform
 * @param region the region; empty for the platform's own choice
 * @param endpoint the address of a running service, if the functions name one
 */
public record RunTarget(PlatformName platform, Optional<String> region, Optional<URI> endpoint) {
    /**
     * Returns the one target of all functions.
     *
     * @throws RunException with exit code 2 when there is no function, when the functions name several platforms,
     *     regions or endpoints, or when one on AWS has no role
     */
    public static RunTarget of(Thresholds thresholds) throws RunException {
        List<FunctionSpec> functions = thresholds.functions();
        if (functions.isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    thresholds.shownAs() + ": no functions to measure: "
                            + (thresholds.watched().isEmpty()
                                    ? "add functions:, or use coldgate check --results-only"
                                    : "its functions have watch: alone, for coldgate watch; add budgets"));
        }
        List<Problem> problems = new ArrayList<>(missingRoles(thresholds));
        FunctionSpec first = functions.get(0);
        require(
                problems,
                functions,
                each -> each.target().platform(),
                Target.PLATFORM,
                Target.PLATFORM,
                odd -> odd.target().platform().key() + ", but " + first.name() + " runs on "
                        + first.target().platform().key() + ": one run measures on one platform",
                "choose with --platform or --function");
        require(
                problems,
                functions,
                function -> function.target().cloud().region(),
                CloudSettings.REGION,
                CloudSettings.REGION,
                odd -> region(odd) + ", but " + first.name() + " runs in " + region(first)
                        + ": one run measures in one region",
                "choose with --function");
        require(
                problems,
                functions,
                each -> each.target().endpoint(),
                Target.ENDPOINT,
                Target.LOCALSTACK_ENDPOINT,
                odd -> "not that of " + first.name() + ": one run measures at one",
                "put it under defaults, or choose with --endpoint");
        refuse(thresholds, problems);
        return new RunTarget(
                first.target().platform(),
                first.target().cloud().region(),
                first.target().endpoint());
    }

    private static String region(FunctionSpec function) {
        return function.target().cloud().region().orElse("the default one");
    }

    private static void require(
            List<Problem> problems,
            List<FunctionSpec> functions,
            Function<FunctionSpec, Object> property,
            Key<?> key,
            Key<?> shown,
            Function<FunctionSpec, String> complaint,
            String remedy) {
        Object wanted = property.apply(functions.get(0));
        for (FunctionSpec function : functions) {
            if (!property.apply(function).equals(wanted)) {
                problems.add(
                        Problem.at(function.locationOf(key), function.shown(shown), complaint.apply(function), remedy));
            }
        }
    }

    /**
     * Refuses functions on AWS that have no role, all at once.
     *
     * @throws RunException with exit code 2
     */
    public static void requireRoles(Thresholds thresholds) throws RunException {
        refuse(thresholds, missingRoles(thresholds));
    }

    private static List<Problem> missingRoles(Thresholds thresholds) {
        return roleless(thresholds).stream()
                .map(function ->
                        Problem.at(function.location(), function.shown(), MissingRole.MESSAGE, MissingRole.REMEDY))
                .toList();
    }

    /** Returns the functions that a run would deploy on AWS and that have no role. */
    public static List<FunctionSpec> roleless(Thresholds thresholds) {
        return thresholds.functions().stream()
                .filter(function -> function.target().platform() == PlatformName.AWS
                        && function.isStarted()
                        && function.configuration().role().isEmpty()
                        && function.target().cloud().function().isEmpty())
                .toList();
    }

    /**
     * Ends a run before it deploys if it has any problem.
     *
     * @throws RunException with exit code 2 for one problem or more
     */
    static void refuse(Thresholds thresholds, List<Problem> problems) throws RunException {
        if (problems.size() == 1) {
            throw new RunException(ExitCode.USAGE, problems.get(0));
        }
        if (!problems.isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    problems,
                    thresholds.shownAs() + ": " + problems.size() + " errors; nothing was deployed");
        }
    }
}
