package io.coldgate.measure;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.gate.GatePlan;
import java.util.Optional;

/**
 * A function that is built and packaged, ready to be deployed.
 *
 * @param plan its budgets and checks
 * @param zip its package
 * @param facts what is inside the package
 * @param payload the event to invoke it with
 * @param baseline what it is compared with
 */
public record Candidate(
        GatePlan.FunctionPlan plan,
        byte[] zip,
        ArtifactFacts facts,
        byte[] payload,
        Optional<BaselinePackage> baseline) {
    /** A candidate without a baseline. */
    public Candidate(GatePlan.FunctionPlan plan, byte[] zip, ArtifactFacts facts, byte[] payload) {
        this(plan, zip, facts, payload, Optional.empty());
    }

    /** Name in the thresholds file. */
    public String name() {
        return plan.budgets().name();
    }
}
