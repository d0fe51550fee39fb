package io.coldgate.build;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.gate.GatePlan;
import io.coldgate.lambda.Code;
import java.util.Optional;

/**
 * A function that is built and packaged, ready to be deployed.
 *
 * @param plan its budgets and checks
 * @param code what it runs; empty where that is a deployed function's
 * @param facts what is inside the package; empty without one
 * @param payload the event to invoke it with
 * @param baseline what it is compared with
 */
public record Candidate(
        GatePlan.FunctionPlan plan,
        Optional<Code> code,
        Optional<ArtifactFacts> facts,
        byte[] payload,
        Optional<BaselinePackage> baseline) {
    /** A candidate with a package. */
    public Candidate(
            GatePlan.FunctionPlan plan,
            byte[] zip,
            ArtifactFacts facts,
            byte[] payload,
            Optional<BaselinePackage> baseline) {
        this(plan, Optional.of(new Code.Zip(zip)), Optional.of(facts), payload, baseline);
    }

    /** A candidate with a package and without a baseline. */
    public Candidate(GatePlan.FunctionPlan plan, byte[] zip, ArtifactFacts facts, byte[] payload) {
        this(plan, zip, facts, payload, Optional.empty());
    }

    /** Name in the thresholds file. */
    public String name() {
        return plan.spec().name();
    }
}
