package io.coldgate.measure;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.GoBuild;
import io.coldgate.build.ArmBuilds;
import io.coldgate.build.Candidate;
import io.coldgate.build.GoSources;
import io.coldgate.build.ImportSearch;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.DeploymentPlanner;
import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.Explanations;
import io.coldgate.explain.WatchException;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Code;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ImportFinding;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.thresholds.FunctionSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Explains functions: deploys each arm with the probe in its explain mode, takes blocks of watched starts of both arms
 * alternately, and searches for the imports of conspicuous packages. {@link #cleanUp} removes what it deploys.
 */
final class ExplainRun {
    /** The variable that contains the variables of tried starts; the probe's source has the same name. */
    private static final String TRY = "COLDGATE_EXPLAIN_TRY";

    /**
     * The default time limit: an explanation of a function that takes seconds to start ends after it, with the starts
     * so far.
     */
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(1);

    /** Linux's number of SIGQUIT, at which Go and Java print their stacks. */
    private static final int QUIT = 3;

    /** Linux's number of SIGABRT, at which Python's faulthandler does. */
    private static final int ABORT = 6;

    /** A soft limit at nine tenths of the memory: collections begin before Lambda ends the function. */
    private static final int MEMORY_LIMIT_PERCENT = 90;

    private static final int MILLIS_PER_SECOND = 1_000;

    private static final int SECONDS = ExplainOrder.BLOCK_MILLIS / MILLIS_PER_SECOND;

    private final RunContext context;
    private final LambdaDriver driver;
    private final DeploymentPlanner planner;
    private final Launcher launcher;
    private final GoSources goSources;
    private final List<Deployment> deployed = new ArrayList<>();
    private final Map<Arm, GoBuild> builds = new EnumMap<>(Arm.class);

    /** Prepares a run. */
    ExplainRun(RunContext context, LambdaDriver driver, Launcher launcher) {
        this.context = context;
        this.driver = driver;
        this.planner = context.planner(driver);
        this.launcher = launcher;
        this.goSources = new GoSources(context.settings().explain().sources());
    }

    /** An explanation that could not be made. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }

    private static final class ArmWatch {
        private final WatchedArm arm;
        private ExplainOrder order;

        ArmWatch(WatchedArm arm, ExplainOrder order) {
            this.arm = arm;
            this.order = order;
        }
    }

    /**
     * Explains one function.
     *
     * @throws FailedException when no start could be watched; the message contains the remedy
     */
    void explain(Candidate candidate, FunctionRun.Sink sink) throws FailedException, IOException, InterruptedException {
        FunctionSpec spec = candidate.plan().spec();
        context.progress().step("explaining " + candidate.name());
        builds.clear();
        if (spec.target().cloud().isInPlace()
                || spec.target().cloud().function().isPresent()) {
            throw new FailedException(
                    "a deployed function cannot be explained: the probe must stand in its package; give the entry a"
                            + " package");
        }
        Explanations explanations = new Explanations();
        FunctionRun.Sink all = entry -> {
            sink.accept(entry);
            explanations.accept(entry);
        };
        try {
            List<ArmWatch> arms = deploy(candidate, all);
            long began = context.pacing().nanos();
            Random random = new Random(context.settings().seedOf(candidate.name()));
            watch(arms, random, began, all);
            tryCollections(candidate, arms.get(0), random, explanations, all);
            imports(candidate, explanations, all);
        } catch (CallException e) {
            context.requireNoStop();
            throw new FailedException(String.valueOf(e.getMessage()));
        } catch (WatchException | ArtifactException e) {
            context.requireNoStop();
            throw new FailedException(String.valueOf(e.getMessage()));
        }
    }

    /** Removes everything that was deployed. */
    List<CleanUpNote> cleanUp() {
        return Removal.of(deployed, (deployment, notes) -> {
            driver.delete(deployment.name());
            context.platform().forget(deployment.name());
        });
    }

    private List<ArmWatch> deploy(Candidate candidate, FunctionRun.Sink sink)
            throws CallException, ArtifactException, IOException, InterruptedException {
        Deployment first = planner.ofCandidate(candidate, Optional.empty());
        List<ArmWatch> arms = new ArrayList<>();
        arms.add(deploy(candidate, Arm.CANDIDATE, first, sink));
        if (candidate.baseline().isPresent() && candidate.identical().isEmpty()) {
            Deployment second =
                    planner.ofBaseline(candidate, first, candidate.baseline().get());
            arms.add(deploy(candidate, Arm.BASELINE, second, sink));
        }
        return arms;
    }

    private ArmWatch deploy(Candidate candidate, Arm arm, Deployment plain, FunctionRun.Sink sink)
            throws CallException, ArtifactException, IOException, InterruptedException {
        WatchedArm watched = WatchedArm.of(candidate, arm, plain.named(plain.name() + "-e"), driver, launcher);
        if (plain.code() instanceof Code.Zip zip) {
            ArmBuilds.Read read = ArmBuilds.of(candidate.name(), arm, zip.bytes());
            read.go().ifPresent(go -> builds.put(arm, go));
            sink.accept(new ResultsRecord.Built(
                    arm == Arm.CANDIDATE ? read.build().from(sources(read.go())) : read.build()));
        }
        deployed.add(watched.deployment());
        watched.deploy();
        return new ArmWatch(
                watched,
                ExplainOrder.of(
                        stops(plain.runtime(), context.settings().explain().stops()),
                        traces(plain.runtime(), context.settings().explain().stops()),
                        context.settings().explain().handler()));
    }

    /** Returns the folders of the candidate's sources; those of a baseline are not what the user has before them. */
    private Map<String, String> sources(Optional<GoBuild> go) throws InterruptedException {
        return go.isEmpty() ? Map.of() : goSources.of(go.get());
    }

    /** Takes blocks of both arms alternately, in random order. */
    private void watch(List<ArmWatch> arms, Random random, long began, FunctionRun.Sink sink)
            throws CallException, WatchException, IOException, InterruptedException {
        long limit = context.settings().timeLimit().orElse(USUAL_LIMIT).toNanos();
        while (arms.stream().anyMatch(arm -> !arm.order.isDone())) {
            boolean swapped = arms.size() > 1 && random.nextBoolean();
            for (int i = 0; i < arms.size(); i++) {
                context.requireNoStop();
                ArmWatch arm = arms.get(swapped ? arms.size() - 1 - i : i);
                if (!arm.order.isDone()) {
                    block(arm, random, Map.of(), sink);
                }
            }
            if (context.pacing().nanos() - began > limit || arms.get(0).order.isGivenUp()) {
                return;
            }
        }
    }

    private void block(ArmWatch watch, Random random, Map<String, String> more, FunctionRun.Sink sink)
            throws CallException, WatchException, IOException, InterruptedException {
        List<ExplainedStart> starts = watch.arm
                .block(watch.order.next(random.nextInt(Integer.MAX_VALUE), signal(watch)), more)
                .starts();
        for (ExplainedStart start : starts) {
            sink.accept(new ResultsRecord.Explained(start));
        }
        watch.order.taken(starts);
        if (watch.order.hangs() > 0) {
            context.progress()
                    .step(watch.arm.name() + ": no request for work within " + SECONDS + " s, "
                            + (watch.order.isGivenUp() ? "given up" : "trying once more"));
        }
    }

    /** Returns the number of stops; none for Node, which ends at the signal without output. */
    private static int stops(String runtime, int stops) {
        return runtime.startsWith("nodejs") ? 0 : stops;
    }

    /**
     * Returns the number of traced starts. Go, Python and Node report times, which vary; a JVM reports loaded classes,
     * which do not.
     */
    private static int traces(String runtime, int stops) {
        if (runtime.startsWith("java")) {
            return ExplainOrder.FEW_TRACED;
        }
        // The language of a custom runtime is not known beforehand.
        boolean timed = Stream.of("provided", "python", "nodejs").anyMatch(runtime::startsWith);
        return timed ? ExplainOrder.traced(stops) : 0;
    }

    private static int signal(ArmWatch watch) {
        return watch.arm.deployment().runtime().startsWith("python") ? ABORT : QUIT;
    }

    /** Tries starts without garbage collections, if a collection occurs during the start. */
    private void tryCollections(
            Candidate candidate, ArmWatch arm, Random random, Explanations explanations, FunctionRun.Sink sink)
            throws CallException, WatchException, IOException, InterruptedException {
        Optional<ArmProfile> profile = explanations.all().stream().findFirst().map(Explanation::candidate);
        boolean own =
                arm.arm.deployment().environment().keySet().stream().anyMatch(List.of("GOGC", "GOMEMLIMIT")::contains);
        if (own || profile.filter(each -> each.collections() >= 1).isEmpty()) {
            return;
        }
        context.requireNoStop();
        int limit = arm.arm.deployment().memoryMegabytes() * MEMORY_LIMIT_PERCENT / 100;
        List<String> variables = List.of("GOGC=off", "GOMEMLIMIT=" + limit + "MiB");
        arm.order = ExplainOrder.ofTried();
        sink.accept(new ResultsRecord.TriedWith(candidate.name(), String.join(" ", variables)));
        block(arm, random, Map.of(TRY, String.join("\n", variables)), sink);
    }

    private void imports(Candidate candidate, Explanations explanations, FunctionRun.Sink sink)
            throws IOException, InterruptedException {
        Optional<Explanation> explanation = explanations.all().stream().findFirst();
        if (explanation.isEmpty()) {
            return;
        }
        ImportSearch search = new ImportSearch(
                candidate.plan().spec(),
                context.settings().explain().sources(),
                Optional.ofNullable(builds.get(Arm.CANDIDATE)),
                Optional.ofNullable(builds.get(Arm.BASELINE)),
                context.progress());
        for (ImportFinding found : search.of(explanation.get())) {
            sink.accept(new ResultsRecord.ImportFound(found));
        }
    }
}
