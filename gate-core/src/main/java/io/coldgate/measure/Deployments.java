package io.coldgate.measure;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.build.ArmBuilds;
import io.coldgate.build.Candidate;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.Copy;
import io.coldgate.deploy.DeploymentPlanner;
import io.coldgate.deploy.Restoration;
import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Code;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.FunctionSnapshot;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.thresholds.CloudSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The deployments of a run, which are removed at its end. */
final class Deployments {
    private final RunContext context;
    private final LambdaDriver driver;
    private final Launcher launcher;
    private final DeploymentPlanner planner;
    private final Restoration restoration;
    private final List<FunctionRun> begun = new ArrayList<>();
    private final List<Deployment> watched = new ArrayList<>();
    private final List<CleanUpNote> said = new ArrayList<>();

    Deployments(RunContext context, LambdaDriver driver, Launcher launcher) {
        this.context = context;
        this.driver = driver;
        this.launcher = launcher;
        this.planner = context.planner(driver);
        this.restoration =
                new Restoration(Restoration.stateFolder(), driver, Restoration.endpointOf(context.platform()));
    }

    /** Returns the functions whose deployment was begun, in that order. */
    List<FunctionRun> begun() {
        return List.copyOf(begun);
    }

    /** Undoes the changes of killed runs to existing functions. */
    void restoreLeftovers() throws IOException, InterruptedException {
        String region = context.platform().facts().getOrDefault("region", "");
        if (!region.isEmpty()) {
            said.addAll(restoration.restoreLeftovers(region));
        }
    }

    /**
     * Deploys each arm of the candidate. After this call, {@link #cleanUp} removes them even if the deployment was only
     * partly successful.
     *
     * @param tally the tally of the function
     */
    void deploy(Candidate candidate, SeriesTally tally, FunctionRun.Sink sink)
            throws CallException, IOException, InterruptedException {
        CloudSettings cloud = candidate.plan().spec().target().cloud();
        Optional<FunctionSnapshot> deployed = Optional.empty();
        if (cloud.function().isPresent()) {
            CloudSettings.DeployedFunction function = cloud.function().get();
            deployed = Optional.of(driver.read(function.name(), function.qualifier()));
        }
        Deployment first = planner.ofCandidate(candidate, deployed);
        List<ArmRun> arms = new ArrayList<>();
        arms.add(armRun(Arm.CANDIDATE, candidate, first, tally));
        if (candidate.baseline().isPresent() && !tally.isIdentical()) {
            Deployment second =
                    planner.ofBaseline(candidate, first, candidate.baseline().get());
            arms.add(armRun(Arm.BASELINE, candidate, second, tally));
        }
        if (candidate.baseline().isPresent() && Metric.anyTraced(tally.gate().metrics())) {
            for (ArmRun arm : arms) {
                built(candidate, arm, sink);
            }
        }
        Random coin = new Random(context.settings().seedOf(candidate.name()));
        FunctionRun function = new FunctionRun(tally, arms, coin, context.clock(), launcher);
        begun.add(function);
        for (ArmRun arm : function.arms()) {
            for (Copy copy : arm.copies()) {
                String sha256 = begin(copy.deployment(), deployed);
                sink.accept(new ResultsRecord.Deployed(
                        candidate.name(), arm.arm(), copy.deployment().name(), sha256));
            }
        }
    }

    /** Records the compiler version, on which the counts of package inits depend. */
    private static void built(Candidate candidate, ArmRun arm, FunctionRun.Sink sink)
            throws CallException, IOException, InterruptedException {
        if (!(arm.copies().get(0).deployment().code() instanceof Code.Zip zip)) {
            return;
        }
        try {
            sink.accept(new ResultsRecord.Built(
                    ArmBuilds.of(candidate.name(), arm.arm(), zip.bytes()).build()));
        } catch (ArtifactException e) {
            throw new CallException(CallException.Kind.REFUSED, e.getMessage());
        }
    }

    private String begin(Deployment deployment, Optional<FunctionSnapshot> deployed)
            throws CallException, InterruptedException {
        if (deployment.isOwn()) {
            return driver.deploy(deployment);
        }
        restoration.begin(
                deployment.name(), deployed.orElseThrow(), context.settings().runId());
        return String.valueOf(deployed.orElseThrow().configuration().codeSha256());
    }

    /** Creates the run of an arm. Copies alternate; an existing function has only one. */
    private ArmRun armRun(Arm arm, Candidate candidate, Deployment first, SeriesTally tally) throws CallException {
        List<Copy> copies = new ArrayList<>();
        int wanted = first.isOwn() ? candidate.plan().spec().sampling().fanOut().copies() : 1;
        for (int i = 1; i <= wanted; i++) {
            Deployment deployment = i == 1 ? first : first.named(first.name() + "-" + i);
            copies.add(new Copy(deployment, driver, context.settings().runId()));
        }
        Optional<TracedCounts> counts = TracedCounts.of(tally.gate().metrics(), () -> {
            WatchedArm watch = WatchedArm.of(candidate, arm, first, driver, launcher);
            watched.add(watch.deployment());
            return watch;
        });
        Optional<FurtherInvocations> further =
                FurtherInvocations.of(candidate.plan().spec().configuration().invocations(), driver, context.pacing());
        EventDraws draws = new EventDraws(candidate.events(), context.settings().seedOf(candidate.name()));
        return ArmRun.builder()
                .arm(arm)
                .candidate(candidate)
                .copies(copies)
                .driver(driver)
                .platform(context.platform())
                .tally(tally)
                .counts(counts)
                .further(further)
                .draws(draws)
                .build();
    }

    /**
     * Removes everything that was deployed, and undoes all changes.
     *
     * @return notes on what could not be removed, and what was restored; empty if there is neither
     */
    List<CleanUpNote> cleanUp() {
        List<CleanUpNote> notes = new ArrayList<>(said);
        List<Deployment> all = new ArrayList<>();
        begun.forEach(function -> all.addAll(deployments(function)));
        all.addAll(watched);
        notes.addAll(Removal.of(all, this::remove));
        return notes;
    }

    private void remove(Deployment deployment, List<CleanUpNote> notes) throws CallException, InterruptedException {
        String name = deployment.name();
        if (restoration.isBegun(name)) {
            notes.add(restoration.end(name));
        } else if (deployment.isOwn()) {
            driver.delete(name);
            context.platform().forget(name);
        }
    }

    private static List<Deployment> deployments(FunctionRun function) {
        return function.arms().stream()
                .flatMap(arm -> arm.copies().stream())
                .map(Copy::deployment)
                .toList();
    }
}
