package io.coldgate.measure;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.ProbedPackage;
import io.coldgate.build.Candidate;
import io.coldgate.explain.WatchException;
import io.coldgate.explain.WatchedStarts;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Code;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.sample.Arm;
import java.util.HashMap;
import java.util.Map;

/**
 * An arm of a function, deployed with the probe in its explain mode: each invocation of a new environment gives a block
 * of watched starts.
 */
final class WatchedArm {
    /** The variable that switches the probe to explain mode; its source has the same name. */
    private static final String ORDER = "COLDGATE_EXPLAIN";

    /** The timeout: an invocation runs the handler several times, each up to the function's own timeout. */
    private static final int TIMEOUT_SECONDS = 60;

    private final Candidate candidate;
    private final Arm arm;
    private final Deployment deployment;
    private final LambdaDriver driver;
    private final Launcher launcher;
    private int blocks;

    private WatchedArm(Candidate candidate, Arm arm, Deployment deployment, LambdaDriver driver, Launcher launcher) {
        this.candidate = candidate;
        this.arm = arm;
        this.deployment = deployment;
        this.driver = driver;
        this.launcher = launcher;
    }

    /**
     * Plans the deployment of an arm with the probe in front of its program.
     *
     * @param plain the arm's deployment for measurements
     * @throws ArtifactException when the probe cannot be put in front of it
     */
    static WatchedArm of(Candidate candidate, Arm arm, Deployment plain, LambdaDriver driver, Launcher launcher)
            throws ArtifactException {
        if (plain.code() instanceof Code.InPlace) {
            throw new ArtifactException(
                    "the code of a function that is measured in place is not read, so its starts cannot be watched:"
                            + " leave in-place out, or name a package");
        }
        if (!(plain.code() instanceof Code.Zip zip)) {
            throw new ArtifactException(
                    "starts of an image cannot be watched: the probe must stand in front of the function's own"
                            + " program");
        }
        boolean probed = candidate.plan().spec().configuration().probe();
        byte[] watched = probed ? zip.bytes() : ProbedPackage.zip(zip.bytes(), plain.runtime(), plain.architecture());
        Map<String, String> variables = new HashMap<>(plain.environment());
        variables.putAll(ProbedPackage.variables(plain.runtime()));
        Deployment deployment = plain.toBuilder()
                .name(plain.name() + "-x")
                .code(new Code.Zip(watched))
                .timeoutSeconds(Math.max(TIMEOUT_SECONDS, plain.timeoutSeconds()))
                .environment(variables)
                .build();
        return new WatchedArm(candidate, arm, deployment, driver, launcher);
    }

    Arm arm() {
        return arm;
    }

    /** Returns the function's name, and that it is the baseline if it is. */
    String name() {
        return arm == Arm.CANDIDATE ? candidate.name() : candidate.name() + ", " + arm.key();
    }

    /** Returns the deployment, which must be removed again. */
    Deployment deployment() {
        return deployment;
    }

    void deploy() throws CallException, InterruptedException {
        driver.deploy(deployment);
    }

    /**
     * Takes a block of starts.
     *
     * @param order the probe's instructions
     * @param more additional variables that the probe needs
     * @throws WatchException when there is not a single start
     */
    WatchedStarts block(String order, Map<String, String> more)
            throws CallException, WatchException, InterruptedException {
        Map<String, String> variables = new HashMap<>(deployment.environment());
        variables.put(ORDER, order);
        variables.putAll(more);
        Deployment ordered = deployment.toBuilder().environment(variables).build();
        blocks++;
        String name = driver.forceCold(ordered, deployment.name() + "-" + blocks);
        WatchedStarts watched = WatchedStarts.parse(
                launcher.call(() -> driver.ask(name, candidate.mainEvent())), candidate.name(), arm);
        if (watched.starts().isEmpty()) {
            throw new WatchException("the probe took no start");
        }
        return watched;
    }
}
