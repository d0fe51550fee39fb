package io.coldgate.run;

import io.coldgate.build.Candidate;
import io.coldgate.build.History;
import io.coldgate.build.Preparation;
import io.coldgate.build.PreparationException;
import io.coldgate.change.StalePackage;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.ExplainSettings;
import io.coldgate.deploy.ExplainSettings.When;
import io.coldgate.deploy.RunSettings;
import io.coldgate.explain.Explanation;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.measure.MeasuringRun;
import io.coldgate.measure.RunContext;
import io.coldgate.measure.StopSignal;
import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformException;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Fingerprint;
import io.coldgate.sample.HeldResults;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.RunKind;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Disk;
import io.coldgate.unit.MergedProblems;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** A run over functions, from the plan to the use of its records. */
public final class MeasuredRun {
    private final Thresholds thresholds;
    private final GatePlan plan;
    private final ResultsInput results;
    private final RunSpec spec;
    private final RunListener listener;
    private final StopSignal stop;
    private Optional<String> commit = Optional.empty();
    private List<StalePackage> stale = List.of();

    /**
     * A run that has ended.
     *
     * @param made the result of the use of its records; empty if it was stopped before anything was deployed
     */
    public record Ended<T>(Optional<T> made, RunEnd end) {}

    /** A use of the records. */
    public interface Use<T> {
        /** Uses the records, while the folder still belongs to this run, and returns the result. */
        T of(GateEvaluation evaluation, List<Explanation> explanations, RunFolder folder, boolean interrupted)
                throws IOException;
    }

    /**
     * Prepares a run.
     *
     * @param results measurements of other tools, in addition to the functions
     * @param stop the signal that ends the run early
     */
    public MeasuredRun(
            Thresholds thresholds,
            GatePlan plan,
            ResultsInput results,
            RunSpec spec,
            RunListener listener,
            StopSignal stop) {
        this.thresholds = thresholds;
        this.plan = plan;
        this.results = results;
        this.spec = spec;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Measures, and passes the records to their use.
     *
     * @param use is not called if the run is stopped before anything was deployed
     * @throws RunException with exit code 2 if nothing was deployed because of a mistake, 4 if nothing could be
     *     measured or written
     */
    public <T> Ended<T> run(Use<T> use) throws RunException {
        Path path = spec.output().orElseGet(() -> UsualFolder.of(Path.of(thresholds.shownAs()), spec.kind()));
        try (RunFolder folder = RunFolder.open(path)) {
            folder.requireRoomFor(spec.kind());
            commit = checkedOut();
            if (plan.functions().isEmpty()) {
                return resultsOnly(folder, use);
            }
            if (stop.requested()) {
                throw new InterruptedException();
            }
            // The refs of other tools' results are looked up before the tools measure.
            Preflight.require(plan, List.of(), thresholds.folder(), stop);
            RunTarget target = spec.target().orElseThrow();
            // The server and the SDK's classes load while the builds run.
            CompletableFuture<Platform> starting = CompletableFuture.supplyAsync(() -> startPlatform(target));
            List<Candidate> candidates = prepare(starting);
            try (Platform platform = started(starting)) {
                requireMeasurable(platform, candidates);
                platform.notes().forEach(note -> listener.remark("note: " + note));
                return measure(platform, candidates, folder, use);
            }
        } catch (InterruptedException e) {
            return new Ended<>(Optional.empty(), new RunEnd(path, RunHeader.NO_PLATFORM, true, List.of()));
        } catch (IOException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, stopped(path, e));
        }
    }

    /** Returns why the results could not be written, and what could not be removed after that. */
    private static List<Problem> stopped(Path path, IOException e) {
        List<Problem> problems = new ArrayList<>();
        Optional<Path> elsewhere = elsewhere(path, e);
        problems.add(new Problem(
                Optional.empty(),
                elsewhere.orElse(path).toString(),
                "cannot be written: " + Disk.reason(e),
                "the run was stopped: make room there or name another folder with "
                        + (elsewhere.isPresent() ? "TMPDIR" : "--output") + ", and run again"));
        for (Throwable left : e.getSuppressed()) {
            problems.add(Problem.of(String.valueOf(left.getMessage())));
        }
        return problems;
    }

    /** Returns the file that could not be written if it is not in the run's folder, as in a full temporary folder. */
    private static Optional<Path> elsewhere(Path folder, IOException e) {
        return Optional.of(e)
                .filter(FileSystemException.class::isInstance)
                .map(failure -> ((FileSystemException) failure).getFile())
                .map(Path::of)
                .filter(file -> !file.toAbsolutePath().startsWith(folder.toAbsolutePath()));
    }

    private static Platform startPlatform(RunTarget target) {
        try {
            return Platforms.start(target.platform(), new PlatformOptions(target.region(), target.endpoint()));
        } catch (PlatformException e) {
            throw new CompletionException(e);
        }
    }

    private List<Candidate> prepare(CompletableFuture<Platform> starting) throws RunException, InterruptedException {
        stop.enter();
        try {
            Instant began = Instant.now();
            Preparation preparation = new Preparation(thresholds.folder(), listener);
            List<Candidate> candidates = preparation.prepare(plan);
            stale = StalePackage.among(
                    plan.functions().stream().map(GatePlan.FunctionPlan::spec).toList(), thresholds.folder(), began);
            List<Problem> warnings = new ArrayList<>(preparation.warnings());
            stale.stream().map(StalePackage::problem).forEach(warnings::add);
            MergedProblems.of(warnings).forEach(warning -> listener.remark(warning.warningLine()));
            return candidates;
        } catch (PreparationException e) {
            closeWhenStarted(starting);
            throw new RunException(
                    e.isBuild() ? ExitCode.COULD_NOT_MEASURE : ExitCode.USAGE, e.problems(), "nothing was deployed");
        } catch (InterruptedException e) {
            closeOnceStarted(starting);
            throw e;
        } finally {
            stop.leave();
        }
    }

    /** Closes the platform as soon as it has started; one that starts too late ends with the process. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to hear that it did not start
    private static void closeOnceStarted(CompletableFuture<Platform> starting) {
        starting.thenAccept(Platform::close);
    }

    private static void closeWhenStarted(CompletableFuture<Platform> starting) {
        try {
            starting.join().close();
        } catch (CompletionException e) {
            // The platform did not start, so there is nothing to close; the command ends for another reason.
            return;
        }
    }

    /** Waits for the platform, unless the user stops the run. */
    private Platform started(CompletableFuture<Platform> starting) throws RunException, InterruptedException {
        stop.enter();
        try {
            return starting.get();
        } catch (InterruptedException e) {
            closeOnceStarted(starting);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(cause.getMessage()));
        } finally {
            stop.leave();
        }
    }

    private void requireMeasurable(Platform platform, List<Candidate> candidates) throws RunException {
        List<Problem> problems = Measurability.problems(platform, candidates);
        if (!problems.isEmpty()) {
            throw new RunException(ExitCode.USAGE, problems, "nothing was deployed");
        }
    }

    private <T> Ended<T> measure(Platform platform, List<Candidate> candidates, RunFolder folder, Use<T> use)
            throws IOException {
        folder.removeReports();
        GateEvaluation evaluation = new GateEvaluation(plan);
        List<CleanUpNote> notes;
        List<Explanation> explanations;
        try (ResultsWriter writer = ResultsWriter.create(folder.newResults())) {
            RunSettings settings = new RunSettings(spec.seed(), spec.timeLimit(), runId(), explain(platform));
            MeasuringRun run = new MeasuringRun(
                    new RunContext(platform, settings, listener, stop, Pacing.SYSTEM, spec.clock()),
                    evaluation,
                    writer);
            notes = run.run(header(platform), results.records(), candidates);
            explanations = run.explanations();
        }
        return ended(
                use.of(evaluation, explanations, folder, stop.requested()),
                folder,
                platform.name().key(),
                notes);
    }

    /** Returns the user's choice; by default, failed checks are explained if starts on the platform cost nothing. */
    private ExplainSettings explain(Platform platform) {
        When usual = spec.kind() == RunKind.CHECK ? ExplainChoice.usualOf(platform.name()) : When.NEVER;
        return spec.explain().settings(usual, thresholds.folder());
    }

    /** Records results of other tools only, without building, deploying or starting anything. */
    private <T> Ended<T> resultsOnly(RunFolder folder, Use<T> use) throws IOException {
        folder.removeReports();
        GateEvaluation evaluation = new GateEvaluation(plan);
        List<ResultsRecord> records = new ArrayList<>();
        records.add(new ResultsRecord.Run(header(RunHeader.NO_PLATFORM, Map.of())));
        records.addAll(results.records());
        records.add(new ResultsRecord.End(spec.clock().millis(), Ending.COMPLETE, ""));
        try (ResultsWriter writer = ResultsWriter.create(folder.newResults())) {
            for (ResultsRecord entry : records) {
                writer.write(entry);
                evaluation.accept(entry);
            }
        }
        return ended(use.of(evaluation, List.of(), folder, stop.requested()), folder, RunHeader.NO_PLATFORM, List.of());
    }

    private <T> Ended<T> ended(T made, RunFolder folder, String platform, List<CleanUpNote> notes) {
        return new Ended<>(Optional.of(made), new RunEnd(folder.path(), platform, stop.requested(), notes));
    }

    private RunHeader header(Platform platform) {
        return header(platform.name().key(), platform.facts());
    }

    private RunHeader header(String platform, Map<String, String> platformFacts) {
        Map<String, String> all = new TreeMap<>(platformFacts);
        all.putAll(spec.facts());
        return RunHeader.builder()
                .coldgateVersion(Version.text())
                .startedAtMillis(spec.clock().millis())
                .platform(platform)
                .seed(spec.seed())
                .thresholdsFile(thresholds.shownAs())
                .thresholdsSha256(thresholds.sha256())
                .commit(commit)
                .functions(
                        thresholds.functions().stream().map(FunctionSpec::name).toList())
                .maxSamples(spec.maxSamples().map(OptionalInt::of).orElse(OptionalInt.empty()))
                .fingerprint(new Fingerprint(all))
                .part(plan.part())
                .tools(Optional.of(
                        results.results().stream().map(HeldResults::of).toList()))
                .options(spec.options())
                .stale(stale.stream()
                        .collect(Collectors.toMap(one -> one.function().name(), StalePackage::newer)))
                .kind(spec.kind())
                .build();
    }

    /** Returns the commit that is checked out; empty without git, without a repository, or before the first commit. */
    private Optional<String> checkedOut() throws InterruptedException {
        try {
            return new History(thresholds.folder()).commit("HEAD");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String runId() {
        return String.format(Locale.ROOT, "%08x", new SecureRandom().nextInt());
    }
}
