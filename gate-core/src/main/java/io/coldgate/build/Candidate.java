package io.coldgate.build;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.gate.GatePlan;
import io.coldgate.lambda.Code;
import io.coldgate.thresholds.Configuration;
import io.coldgate.unit.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A function that is built and packaged, ready to be deployed.
 *
 * @param plan its budgets and checks
 * @param code the code that it runs; empty if that is a deployed function's
 * @param facts the contents of the package; empty without one
 * @param events the events to invoke it with, at least one
 * @param baseline its baseline
 */
public record Candidate(
        GatePlan.FunctionPlan plan,
        Optional<Code> code,
        Optional<ArtifactFacts> facts,
        List<Event> events,
        Optional<BaselinePackage> baseline) {
    /** Copies the list. */
    public Candidate {
        events = List.copyOf(events);
    }

    /** A candidate with a package. */
    public Candidate(
            GatePlan.FunctionPlan plan,
            byte[] zip,
            ArtifactFacts facts,
            List<Event> events,
            Optional<BaselinePackage> baseline) {
        this(plan, Optional.of(new Code.Zip(zip)), Optional.of(facts), events, baseline);
    }

    /** A candidate with a package and without a baseline. */
    public Candidate(GatePlan.FunctionPlan plan, byte[] zip, ArtifactFacts facts, byte[] event) {
        this(plan, zip, facts, List.of(Event.only(event)), Optional.empty());
    }

    /**
     * Returns the SHA-256 of its package in base64 if the baseline is the candidate itself: a zip with the same bytes
     * and the same settings. Empty if they differ in anything, and if rounds are measured for their figures. Also empty
     * for a deployed function and a published version, because the file does not contain their settings.
     */
    public Optional<String> identical() {
        boolean compared =
                !plan.regressionChecks().isEmpty() && plan.fixedRounds().isEmpty();
        return compared && plan.spec().target().cloud().function().isEmpty()
                ? baseline.filter(this::isSame).flatMap(same -> sha256())
                : Optional.empty();
    }

    private boolean isSame(BaselinePackage other) {
        Configuration settings = plan.spec().configuration();
        return other.published().isEmpty()
                && settings.with(other.change()).equals(settings)
                && plan.spec()
                        .target()
                        .cloud()
                        .layers()
                        .equals(other.change()
                                .layers()
                                .orElse(plan.spec().target().cloud().layers()))
                && other.code().map(this::isSame).orElse(true);
    }

    private boolean isSame(Code other) {
        return code.orElse(null) instanceof Code.Zip mine
                && other instanceof Code.Zip theirs
                && Arrays.equals(mine.bytes(), theirs.bytes());
    }

    private Optional<String> sha256() {
        if (!(code.orElse(null) instanceof Code.Zip zip)) {
            return Optional.empty();
        }
        return Optional.of(Sha256.base64(zip.bytes()));
    }

    /** Returns the event that is sent most often. */
    public byte[] mainEvent() {
        return Event.main(events).body();
    }

    /** Returns the name in the thresholds file. */
    public String name() {
        return plan.spec().name();
    }
}
