package io.coldgate.run.bisect;

import com.google.auto.value.AutoBuilder;
import io.coldgate.bisect.SearchTolerance;
import io.coldgate.run.GateOptions;
import io.coldgate.run.UsualFolder;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Tolerance;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of a bisection.
 *
 * @param good a ref of a fast commit
 * @param bad a ref of a slow one, which has the fast one in its history
 * @param function the function's name; empty if the file has only one
 * @param metric the metric's key
 * @param quantile the quantile of the metric
 * @param tolerance how much slower a commit may be and still count as fast: .05 for {@code +5%}; if it is empty, the
 *     tolerance follows from the slow commit's step
 * @param anew whether comparisons of an earlier, interrupted search are discarded
 * @param explained whether the first slow commit is explained
 * @param run file, platform, limits and folder
 */
public record BisectOptions(
        String good,
        String bad,
        Optional<String> function,
        String metric,
        BudgetRule.Quantile quantile,
        Optional<Double> tolerance,
        boolean anew,
        boolean explained,
        GateOptions run) {
    /** Returns a builder on which everything but the function must be set. */
    public static Builder builder() {
        return new AutoBuilder_BisectOptions_Builder();
    }

    /** Returns the tolerance of a comparison before anything is known about the step. */
    double firstTolerance() {
        return tolerance.orElse(SearchTolerance.LEAST);
    }

    /** Returns the limit beyond which a commit counts as slow. */
    RegressionBudget limit(FunctionSpec function, Metric measured, double share) {
        return new RegressionBudget(measured, quantile, new Tolerance.Share(share), function.location());
    }

    /** Returns the folder in which the search keeps its files. */
    Path folder() {
        return run.output().orElseGet(() -> UsualFolder.ofBisection(run.file()));
    }

    /** Sets components one by one; see {@link BisectOptions} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder good(String good);

        Builder bad(String bad);

        Builder function(Optional<String> function);

        Builder metric(String metric);

        Builder quantile(BudgetRule.Quantile quantile);

        Builder tolerance(Optional<Double> tolerance);

        Builder anew(boolean anew);

        Builder explained(boolean explained);

        Builder run(GateOptions run);

        BisectOptions build();
    }
}
