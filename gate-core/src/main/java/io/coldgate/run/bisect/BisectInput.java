package io.coldgate.run.bisect;

import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.sample.Metric;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.util.Optional;

/**
 * The function and the metric of a bisection, read from the thresholds file.
 *
 * @param function the function, with the cap of the command line
 */
record BisectInput(Thresholds thresholds, FunctionSpec function, Metric metric) {
    /**
     * Reads the file. The cap of the command line applies to the comparisons only: the budgets of the file, which a
     * bisection does not measure, may need more.
     *
     * @throws RunException with exit code 2 for a mistake
     */
    static BisectInput read(BisectOptions options) throws RunException {
        Thresholds thresholds = ThresholdsInput.read(
                options.run().file(),
                new ReadOptions(
                                options.run().platform(),
                                Optional.empty(),
                                options.run().fanOut())
                        .only(BisectNames.chosen(options.function())));
        FunctionSpec inFile = BisectNames.function(thresholds, options.function());
        FunctionSpec function = options.run().maxSamples().map(inFile::capped).orElse(inFile);
        return new BisectInput(thresholds, function, BisectNames.metric(function, options.metric()));
    }

    /**
     * Refuses a cap within which a commit can never be proven fast.
     *
     * @param shares the number of comparisons that share the error rates of the file
     * @throws RunException with exit code 2
     */
    void requireReach(BisectOptions options, int shares) throws RunException {
        BudgetRule.Quantile quantile = options.quantile();
        int cap = function.sampling().maxSamples().orElse(Defaults.maxRounds(quantile.p()));
        int needed =
                RelativeRule.firstPossiblePass(quantile.p(), function.limits().missed() / shares);
        if (cap < needed) {
            boolean given = options.run().maxSamples().isPresent();
            throw new RunException(
                    ExitCode.USAGE,
                    (given ? "--max-samples: " : function.shown(Sampling.MAX) + ": ") + cap + ": " + quantile.key()
                            + " needs at least " + needed + " rounds to find a commit fast: set --max-samples to "
                            + needed + " or more" + (cap < Defaults.MIN_SAMPLES ? "" : ", or use --quantile p50"));
        }
    }
}
