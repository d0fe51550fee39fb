package io.coldgate.run.canary;

import com.google.auto.value.AutoBuilder;
import io.coldgate.canary.CanaryLimits;
import io.coldgate.canary.CanarySteps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Options of a canary.
 *
 * @param function the deployed function's name
 * @param alias the alias whose invocations are split
 * @param steps the candidate's shares; unused when two versions are compared
 * @param beside the share of each of two versions that are compared; empty for a canary
 * @param slot how long one of the two versions has its share before the other one's turn
 * @param candidates the new version; none to publish {@code $LATEST}; two if they are only to be compared
 * @param limits the limits that the candidate must meet
 * @param missed the probability that a candidate over a limit passes one step
 * @param hold the longest time that a step is held before it is decided
 * @param poll how often the log is read
 * @param output the folder of its files
 */
public record CanaryOptions(
        String function,
        String alias,
        CanarySteps steps,
        List<Double> beside,
        Duration slot,
        List<String> candidates,
        CanaryLimits limits,
        double missed,
        Duration hold,
        Duration poll,
        Path output) {
    /** Copies the lists. */
    public CanaryOptions {
        candidates = List.copyOf(candidates);
        beside = List.copyOf(beside);
    }

    /** Returns a builder on which every option must be set. */
    public static Builder builder() {
        return new AutoBuilder_CanaryOptions_Builder();
    }

    /** Sets components one by one; see {@link CanaryOptions} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder function(String function);

        Builder alias(String alias);

        Builder steps(CanarySteps steps);

        Builder beside(List<Double> beside);

        Builder slot(Duration slot);

        Builder candidates(List<String> candidates);

        Builder limits(CanaryLimits limits);

        Builder missed(double missed);

        Builder hold(Duration hold);

        Builder poll(Duration poll);

        Builder output(Path output);

        CanaryOptions build();
    }
}
