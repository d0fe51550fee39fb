package io.coldgate.calibrate;

import io.coldgate.gate.FixedRounds;
import io.coldgate.gate.GatePlan;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The plan of an A/A run: every function against itself, with a fixed number of rounds, and without decisions. */
public final class CalibrationPlan {
    private CalibrationPlan() {}

    /** Returns the plan for all functions, with this number of rounds each. */
    public static GatePlan of(Thresholds thresholds, int rounds) {
        return new GatePlan(thresholds.functions().stream()
                .map(function -> new GatePlan.FunctionPlan(
                        againstItself(function),
                        List.of(),
                        List.of(),
                        List.of(),
                        rounds,
                        Optional.of(new FixedRounds(rounds, metrics(function)))))
                .toList());
    }

    /** Returns the metrics that the file limits, and the init duration. */
    static Set<Metric> metrics(FunctionSpec function) {
        CloudSettings cloud = function.target().cloud();
        boolean initSeen = !cloud.snapStart().orElse(false)
                && cloud.provisionedConcurrency().isEmpty();
        Set<Metric> metrics = new TreeSet<>(Set.of(initSeen ? Metric.INIT_DURATION : Metric.DURATION));
        function.limits().budgets().stream()
                .map(Budget::metric)
                .filter(metric -> metric.isOwn() || Metric.OF_STARTS.contains(metric.ofAny()))
                .forEach(metrics::add);
        function.comparison().regressions().forEach(budget -> metrics.add(budget.metric()));
        return metrics;
    }

    private static FunctionSpec againstItself(FunctionSpec f) {
        return f.withBaseline(Baseline.of(ConfigurationChange.NONE, f.location()));
    }
}
