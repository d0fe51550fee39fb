package io.coldgate.run.bisect;

import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.OwnMetric;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The function and the metric that the words of a command line name. */
final class BisectNames {
    private BisectNames() {}

    /** Returns a filter for the function that the command line names, or for all functions if it names none. */
    static Predicate<String> chosen(Optional<String> name) {
        return function -> name.isEmpty() || name.get().equals(function);
    }

    /**
     * Returns the named function or, without a name, the only one.
     *
     * @throws RunException with exit code 2
     */
    static FunctionSpec function(Thresholds thresholds, Optional<String> name) throws RunException {
        List<FunctionSpec> all = thresholds.functions();
        if (name.isEmpty() && all.size() == 1) {
            return all.get(0);
        }
        String names = String.join(", ", all.stream().map(FunctionSpec::name).toList());
        if (name.isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    "which function? Name it with --function; " + thresholds.shownAs() + " has: " + names);
        }
        FunctionSpec function = all.stream()
                .filter(one -> one.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> new RunException(
                        ExitCode.USAGE,
                        "--function " + Printable.quote(name.get()) + ": no function of " + thresholds.shownAs()
                                + "; it has: " + names));
        if (function.source().packagePath().isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    Problem.at(
                            function.location(),
                            function.shown(),
                            "has no package that could be built at each commit",
                            "add package:, and build:"));
        }
        return function;
    }

    /**
     * Returns the metric of that name.
     *
     * @throws RunException with exit code 2
     */
    static Metric metric(FunctionSpec function, String name) throws RunException {
        List<Metric> known = new ArrayList<>(Metric.OF_STARTS);
        function.configuration().metrics().stream().map(OwnMetric::metric).forEach(known::add);
        function.configuration().payloads().stream()
                .filter(payload -> !payload.name().isEmpty())
                .forEach(payload -> Metric.OF_EVENTS.forEach(metric -> known.add(metric.of(payload.name()))));
        List<String> names = known.stream().map(Metric::name).toList();
        return known.stream()
                .filter(metric -> metric.name().equals(name) || metric.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new RunException(
                        ExitCode.USAGE,
                        "--metric: unknown metric " + Printable.quote(name) + DidYouMean.hint(name, names)));
    }
}
