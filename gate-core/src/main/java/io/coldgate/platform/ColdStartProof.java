package io.coldgate.platform;

import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The proof that an invocation gives about the environment that served it. */
public sealed interface ColdStartProof {
    /**
     * A proven cold start.
     *
     * @param proof how it is known, for the results file
     * @param environment the environment's id
     * @param values what was measured, in base units; empty for a failed start
     * @param waitNanos time that the process's threads waited for a core during init
     * @param phases parts of the start, in order, in nanoseconds
     * @param failure the function's own failure
     * @param proactive whether the platform had begun the init before the call needed it
     * @param undisturbed for times, the least that they would have been on a host without neighbours, in nanoseconds,
     *     where it is known
     * @param endedAfter how the runtime ended after a good answer; empty when it went on
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
        /** One of whose disturbance nothing is known but the waiting. */
        public Cold(
                String proof,
                String environment,
                Map<Metric, Double> values,
                OptionalDouble waitNanos,
                Map<String, Double> phases,
                Optional<Failure> failure,
                boolean proactive) {
            this(proof, environment, values, waitNanos, phases, failure, proactive, Map.of(), "");
        }

        /** One whose init the call waited for. */
        public Cold(
                String proof,
                String environment,
                Map<Metric, Double> values,
                OptionalDouble waitNanos,
                Map<String, Double> phases,
                Optional<Failure> failure) {
            this(proof, environment, values, waitNanos, phases, failure, false);
        }
    }

    /**
     * No proof of coldness: no sample.
     *
     * @param detail what was seen instead
     * @param environment the environment that served, where it is known
     */
    record NotProven(String detail, Optional<String> environment) implements ColdStartProof {
        /** An environment that is not known. */
        public NotProven(String detail) {
            this(detail, Optional.empty());
        }
    }
}
