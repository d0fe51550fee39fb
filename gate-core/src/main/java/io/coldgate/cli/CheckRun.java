package io.coldgate.cli;

import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.Check;
import io.coldgate.gate.GatePlan;
import io.coldgate.lambda.Pacing;
import io.coldgate.build.Candidate;
import io.coldgate.measure.StopSignal;
import io.coldgate.measure.MeasuringRun;
import io.coldgate.build.Preparation;
import io.coldgate.build.PreparationException;
import io.coldgate.build.Progress;
import io.coldgate.deploy.RunSettings;
import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformException;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Fingerprint;
import io.coldgate.sample.HeldResults;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.RunHeader;
import io.coldgate.thresholds.FunctionBudgets;
import io.coldgate.thresholds.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One run of the main job, from the plan to the exit code. */
final class CheckRun {
    private final Terminal terminal;
    private final Thresholds thresholds;
    private final GatePlan plan;
    private final ResultsInput results;
    private final Wishes wishes;
    private final Outcome outcome;
    private final Map<String, String> facts;
    private final StopSignal interruption = new StopSignal();
    private Clock clock = Clock.systemUTC();

    /** What the options say. */
    record Wishes(
            long seed,
            Optional<Duration> timeLimit,
            Optional<Integer> maxSamples,
            Optional<Path> output,
            PlatformOptions options,
            boolean json,
            boolean quiet,
            boolean verbose) {}

    /** What is made of the records. */
    interface Outcome {
        /** Reports, and gives the exit code. */
        int of(GateEvaluation build, OutputFolder output, boolean interrupted) throws IOException;
    }

    CheckRun(Terminal terminal, Thresholds thresholds, GatePlan plan, ResultsInput results, Wishes wishes) {
        this.results = results;
        this.outcome = this::verdict;
        this.facts = Map.of();
        this.terminal = terminal;
        this.thresholds = thresholds;
        this.plan = plan;
        this.wishes = wishes;
    }

    /**
     * A run that ends otherwise than in a verdict.
     *
     * @param facts what the results say of themselves besides the host's facts
     */
    CheckRun(
            Terminal terminal,
            Thresholds thresholds,
            GatePlan plan,
            Wishes wishes,
            Map<String, String> facts,
            Outcome outcome) {
        this.results = ResultsInput.NONE;
        this.terminal = terminal;
        this.thresholds = thresholds;
        this.plan = plan;
        this.wishes = wishes;
        this.facts = Map.copyOf(facts);
        this.outcome = outcome;
    }

    /** The same by another clock of the day. */
    CheckRun with(Clock other) {
        clock = other;
        return this;
    }

    int run() throws CommandException {
        Path folder = wishes.output().orElseGet(() -> OutputFolder.defaultFor(Path.of(thresholds.shownAs())));
        try (ShutdownSignal signal = new ShutdownSignal(interruption);
                OutputFolder output = OutputFolder.open(folder)) {
            if (plan.functions().isEmpty()) {
                return resultsOnly(output);
            }
            // The server and the SDK's classes load while the builds run.
            CompletableFuture<Platform> starting = CompletableFuture.supplyAsync(this::startPlatform);
            Progress progress = ProgressLines.of(terminal, wishes.quiet(), wishes.verbose());
            List<Candidate> candidates = prepare(progress, starting);
            try (Platform platform = await(starting)) {
                requireMeasurable(platform);
                if (!wishes.quiet()) {
                    platform.notes().forEach(note -> terminal.err().println("note: " + note));
                }
                return measure(platform, candidates, output, progress);
            }
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (IOException e) {
            StringBuilder message =
                    new StringBuilder("coldgate: " + folder + ": cannot be written: " + OutputFolder.reason(e)
                            + "; the run was stopped: make room there or name another folder with --output, and run"
                            + " again");
            for (Throwable left : e.getSuppressed()) {
                message.append("\ncoldgate: ").append(left.getMessage());
            }
            throw new CommandException(ExitCode.COULD_NOT_MEASURE, message.toString());
        }
    }

    private Platform startPlatform() {
        try {
            return Platforms.start(ThresholdsInput.platform(thresholds), wishes.options());
        } catch (PlatformException | CommandException e) {
            throw new CompletionException(e);
        }
    }

    private List<Candidate> prepare(Progress progress, CompletableFuture<Platform> starting)
            throws CommandException, InterruptedException {
        Path parent = thresholds.file().getParent();
        interruption.enter();
        try {
            Preparation preparation = new Preparation(parent == null ? Path.of("") : parent, progress);
            List<Candidate> candidates = preparation.prepare(plan);
            if (!wishes.quiet()) {
                preparation.warnings().forEach(terminal.err()::println);
            }
            return candidates;
        } catch (PreparationException e) {
            closeWhenStarted(starting);
            throw new CommandException(
                    e.isBuild() ? ExitCode.COULD_NOT_MEASURE : ExitCode.USAGE,
                    e.getMessage() + "\ncoldgate: nothing was deployed");
        } catch (InterruptedException e) {
            closeWhenStarted(starting);
            throw e;
        } finally {
            interruption.leave();
        }
    }

    private static void closeWhenStarted(CompletableFuture<Platform> starting) {
        try {
            starting.join().close();
        } catch (CompletionException e) {
            // It did not start: there is nothing to close, and the command ends for another reason.
            return;
        }
    }

    private static Platform await(CompletableFuture<Platform> starting) throws CommandException {
        try {
            return starting.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw new CommandException(ExitCode.COULD_NOT_MEASURE, "coldgate: " + cause.getMessage());
        }
    }

    private void requireMeasurable(Platform platform) throws CommandException {
        StringBuilder message = new StringBuilder();
        for (GatePlan.FunctionPlan function : plan.functions()) {
            boolean probe = function.budgets().probe();
            for (Check.OfStarts check : function.startChecks()) {
                requireMeasurable(platform, probe, check, check.metric(), "budgets", message);
            }
            for (Check.OfRegression check : function.regressionChecks()) {
                requireMeasurable(platform, probe, check, check.metric(), "regression", message);
            }
        }
        if (message.length() > 0) {
            throw new CommandException(ExitCode.USAGE, message + "coldgate: nothing was deployed");
        }
    }

    private static void requireMeasurable(
            Platform platform, boolean probe, Check check, Metric metric, String section, StringBuilder message) {
        if (!platform.measurable(probe).contains(metric)) {
            boolean probeHelps = !probe && platform.measurable(true).contains(metric);
            message.append(check.location())
                    .append(": functions.")
                    .append(check.function())
                    .append('.')
                    .append(section)
                    .append('.')
                    .append(check.subject())
                    .append(": the platform ")
                    .append(platform.name().key())
                    .append(" cannot measure it ")
                    .append(
                            probeHelps
                                    ? "by itself; add probe: true to the function"
                                    : "on this machine; remove the budget")
                    .append('\n');
        }
    }

    private int measure(Platform platform, List<Candidate> candidates, OutputFolder output, Progress progress)
            throws IOException {
        output.removeReports();
        GateEvaluation build = new GateEvaluation(plan);
        List<String> left;
        try (ResultsWriter writer = ResultsWriter.create(output.results())) {
            RunSettings settings = new RunSettings(wishes.seed(), wishes.timeLimit(), runId());
            left = new MeasuringRun(platform, settings, build, writer, progress, interruption, Pacing.SYSTEM, clock)
                    .run(header(platform), results.records(), candidates);
        }
        int exitCode = finish(build, output);
        left.forEach(terminal::error);
        if (left.stream().anyMatch(line -> line.contains(" still "))) {
            terminal.error("coldgate clean --platform " + platform.name().key() + " removes what was left");
        }
        return exitCode;
    }

    /** Results of other tools alone: nothing is built, deployed or started. */
    private int resultsOnly(OutputFolder output) throws IOException {
        output.removeReports();
        GateEvaluation build = new GateEvaluation(plan);
        List<ResultsRecord> records = new ArrayList<>();
        records.add(new ResultsRecord.Run(header(RunHeader.NO_PLATFORM, Map.of())));
        records.addAll(results.records());
        records.add(new ResultsRecord.End(clock.millis(), Ending.COMPLETE, ""));
        try (ResultsWriter writer = ResultsWriter.create(output.results())) {
            for (ResultsRecord entry : records) {
                writer.write(entry);
                build.accept(entry);
            }
        }
        return finish(build, output);
    }

    private int finish(GateEvaluation build, OutputFolder output) throws IOException {
        int exitCode = outcome.of(build, output, interruption.requested());
        if (!wishes.quiet()) {
            terminal.err().println("results: " + output.path());
        }
        return exitCode;
    }

    private int verdict(GateEvaluation build, OutputFolder output, boolean interrupted) throws IOException {
        Judgement judgement = Judgement.of(build);
        int exitCode = interrupted ? ExitCode.INTERRUPTED : ExitCode.of(judgement);
        String json = output.writeReports(judgement, exitCode, List.of(output.path()));
        ResultOutput.print(
                terminal,
                judgement,
                exitCode,
                wishes.json() ? Optional.of(json) : Optional.empty(),
                wishes.quiet(),
                Optional.of(output.path().resolve(OutputFolder.HTML)));
        return exitCode;
    }

    private RunHeader header(Platform platform) {
        return header(platform.name().key(), platform.facts());
    }

    private RunHeader header(String platform, Map<String, String> platformFacts) {
        Map<String, String> all = new TreeMap<>(platformFacts);
        all.putAll(facts);
        return new RunHeader(
                Version.text(),
                clock.millis(),
                platform,
                wishes.seed(),
                thresholds.shownAs(),
                thresholds.sha256(),
                thresholds.functions().stream().map(FunctionBudgets::name).toList(),
                wishes.maxSamples().map(OptionalInt::of).orElse(OptionalInt.empty()),
                new Fingerprint(all),
                plan.part(),
                Optional.of(results.results().stream().map(HeldResults::of).toList()));
    }

    private static String runId() {
        return String.format(Locale.ROOT, "%08x", new java.security.SecureRandom().nextInt());
    }
}
