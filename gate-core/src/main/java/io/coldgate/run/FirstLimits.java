package io.coldgate.run;

import io.coldgate.build.DefaultBranch;
import io.coldgate.calibrate.FunctionNoise;
import io.coldgate.calibrate.MetricNoise;
import io.coldgate.init.FirstFile;
import io.coldgate.init.FoundFunction;
import io.coldgate.report.BudgetLine;
import io.coldgate.report.Disturbance;
import io.coldgate.report.TextReport;
import io.coldgate.sample.Metric;
import io.coldgate.unit.Percentage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The limits of a first thresholds file: absolute limits on a metric that hardly varies, relative limits on init. */
final class FirstLimits {
    /**
     * The tightest tolerance of a first file, however steady twenty rounds were: a first file should raise no false
     * alarms.
     */
    private static final double TIGHTEST = .1;

    /** The tolerance of a metric that was not measured, or whose noise is too large for any of the usual tolerances. */
    private static final Map<Metric, Double> USUAL = Map.of(Metric.INIT_CPU, .1, Metric.INIT_DURATION, .25);

    /**
     * Metrics for absolute budgets, best first. CPU time moves least when a host is busy; a platform without CPU time
     * leaves only wall time.
     */
    private static final List<Metric> ABSOLUTE = List.of(Metric.INIT_CPU, Metric.INIT_DURATION);

    private FirstLimits() {}

    /** Returns the placeholder budget of a function that was not measured. */
    static String placeholder() {
        return (knowsCpu() ? Metric.INIT_CPU : Metric.INIT_DURATION).key() + ": { p50: 5s, p95: 10s }";
    }

    private static boolean knowsCpu() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    /** Returns the absolute budgets; empty when too many starts failed. */
    static Optional<String> budgets(FunctionNoise function) {
        return ABSOLUTE.stream()
                .flatMap(metric -> noise(function, metric).stream())
                .map(BudgetLine::of)
                .findFirst();
    }

    private static Optional<MetricNoise> noise(FunctionNoise function, Metric metric) {
        return function.metrics().stream()
                .filter(noise -> noise.metric().equals(metric))
                .filter(noise -> Double.isFinite(noise.p95()))
                .findFirst();
    }

    /** Returns the comparison with the default branch, if that branch contains the sources of the function. */
    static Optional<FirstFile.Comparison> comparison(
            FoundFunction function, Optional<DefaultBranch> branch, Optional<FunctionNoise> noise)
            throws InterruptedException {
        if (branch.isEmpty() || !has(branch.get(), function)) {
            return Optional.empty();
        }
        SortedMap<String, String> limits = new TreeMap<>();
        for (Metric metric : ABSOLUTE) {
            Optional<MetricNoise> seen = noise.flatMap(found -> noise(found, metric));
            boolean known = noise.isPresent() ? seen.isPresent() : !metric.equals(Metric.INIT_CPU) || knowsCpu();
            if (known) {
                double usual = USUAL.getOrDefault(metric, TIGHTEST);
                double tolerance =
                        seen.flatMap(MetricNoise::recommendedTolerance).orElse(usual);
                limits.put(metric.key(), "+" + Percentage.format(Math.max(tolerance, TIGHTEST)));
            }
        }
        return Optional.of(new FirstFile.Comparison(branch.get().ref(), limits));
    }

    private static boolean has(DefaultBranch branch, FoundFunction function) throws InterruptedException {
        FoundFunction.Code code = function.code();
        if (code.build().isEmpty()) {
            return branch.has(code.packagePath());
        }
        for (String source : code.sources()) {
            if (!branch.has(source)) {
                return false;
            }
        }
        // The sources may be a whole module, to which the current branch adds this program.
        return code.program().isEmpty() || branch.has(code.program().get());
    }

    /** Returns a line when the host disturbed the measurement. */
    static Optional<String> disturbance(FunctionNoise function) {
        Disturbance disturbance = Disturbance.of(function.starts(), TextReport.DISTURBED_SHARE);
        return disturbance.isWorthSaying()
                ? Optional.of(disturbance.text() + "; measure again on a quiet one: coldgate calibrate "
                        + function.function())
                : Optional.empty();
    }
}
