package io.coldgate.platform;

import com.google.auto.value.AutoBuilder;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The evidence in an invocation about the environment that served it. */
public sealed interface ColdStartProof {
    /**
     * A proven cold start.
     *
     * @param proof the proof, for the results file
     * @param environment the environment's id
     * @param values measured values in base units; empty for a failed start
     * @param waitNanos time that the process's threads waited for a core during init
     * @param phases parts of the start, in order, in nanoseconds
     * @param failure the function's own failure
     * @param proactive whether the platform had begun the init before the call needed it
     * @param undisturbed lower bounds of times on a host without neighbours, in nanoseconds, if known
     * @param endedAfter how the runtime ended after a good answer; empty when it continued
     */
    record Cold(
            String proof,
            String environment,
            Map<Metric, Double> values,
            OptionalDouble waitNanos,
            Map<String, Double> phases,
            Optional<Failure> failure,
            boolean proactive,
            Map<Metric, Double> undisturbed,
            String endedAfter)
            implements ColdStartProof {
        /** Returns a builder of a start without further information, whose init the call waited for. */
        public static Builder builder() {
            return new AutoBuilder_ColdStartProof_Cold_Builder()
                    .waitNanos(OptionalDouble.empty())
                    .phases(Map.of())
                    .failure(Optional.empty())
                    .proactive(false)
                    .undisturbed(Map.of())
                    .endedAfter("");
        }

        /** Returns a builder with all components of this proof. */
        public Builder toBuilder() {
            return new AutoBuilder_ColdStartProof_Cold_Builder(this);
        }

        /** Sets components one by one; see {@link Cold} for their meaning. */
        @AutoBuilder
        public interface Builder {
            Builder proof(String proof);

            Builder environment(String environment);

            Builder values(Map<Metric, Double> values);

            Builder waitNanos(OptionalDouble waitNanos);

            Builder phases(Map<String, Double> phases);

            Builder failure(Optional<Failure> failure);

            Builder proactive(boolean proactive);

            Builder undisturbed(Map<Metric, Double> undisturbed);

            Builder endedAfter(String endedAfter);

            Cold build();
        }
    }

    /**
     * An invocation without proof that it was cold, which is not a sample.
     *
     * @param detail what was observed instead
     * @param environment the environment that served it, if known
     */
    record NotProven(String detail, Optional<String> environment) implements ColdStartProof {
        /** An invocation of an unknown environment. */
        public NotProven(String detail) {
            this(detail, Optional.empty());
        }
    }
}
