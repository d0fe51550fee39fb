package io.coldgate.calibrate;

import io.coldgate.gate.FixedRounds;
import io.coldgate.gate.GatePlan;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionBudgets;
import io.coldgate.thresholds.Thresholds;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The plan of an A/A run: every function against itself, a fixed number of rounds, and nothing to decide. */
public final class CalibrationPlan {
    private CalibrationPlan() {}

    /** The plan for all functions, with this number of rounds each. */
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

    /** The metrics that the file limits, and the init duration. */
    static Set<Metric> metrics(FunctionBudgets function) {
        Set<Metric> metrics = EnumSet.of(Metric.INIT_DURATION);
        function.budgets().forEach(budget -> metrics.add(budget.metric()));
        function.regressions().forEach(budget -> metrics.add(budget.metric()));
        return metrics;
    }

    private static FunctionBudgets againstItself(FunctionBudgets f) {
        Baseline same = new Baseline(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                OptionalInt.empty(),
                f.locationOf(""));
        return new FunctionBudgets(
                f.name(),
                f.platform(),
                f.build(),
                f.packagePath(),
                f.runtime(),
                f.handler(),
                f.architecture(),
                f.memoryMegabytes(),
                f.timeout(),
                f.environment(),
                f.payload(),
                f.role(),
                f.probe(),
                f.endpoint(),
                f.maxSamples(),
                f.timeLimit(),
                f.discard(),
                f.fanOut(),
                f.missed(),
                f.onInconclusive(),
                f.budgets(),
                f.artifact(),
                Optional.of(same),
                f.regressions(),
                f.sources(),
                f.locations());
    }
}
