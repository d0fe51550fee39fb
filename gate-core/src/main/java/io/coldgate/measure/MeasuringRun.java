package io.coldgate.measure;

import io.coldgate.build.Candidate;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.explain.Explanation;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.RunKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Deploys the candidates side by side and takes one cold start of each in turn, in a new random order each time, until
 * every check is decided. Every record is on disk before the next start begins; all deployments are removed at the end.
 */
public final class MeasuringRun {
    /** The pause after a throttled or failed attempt: it gives the platform time, so a hiccup does not end the run. */
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(200);

    /** Lambda's limit for an init, at which a longer one is aborted. */
    private static final Duration LONG_START = Duration.ofSeconds(10);

    private final RunContext context;
    private final GateEvaluation build;
    private final ResultsWriter writer;
    private final Launcher launcher;
    private final LambdaDriver driver;
    private final Deployments deployments;
    private final ExplainStage explaining;
    private String runTrouble = "";

    /** Prepares a run. */
    public MeasuringRun(RunContext context, GateEvaluation build, ResultsWriter writer) {
        this.context = context;
        this.build = build;
        this.writer = writer;
        this.launcher = new Launcher(LONG_START, context.progress()::remark);
        this.driver = context.driver();
        this.deployments = new Deployments(context, driver, launcher);
        this.explaining = new ExplainStage(
                new ExplainRun(context, driver, launcher),
                context.settings().explain().when(),
                context.progress());
    }

    /**
     * Runs to the end and cleans up.
     *
     * @return notes on what could not be removed, and what was restored
     */
    public List<CleanUpNote> run(RunHeader header, List<Candidate> candidates) throws IOException {
        return run(header, List.of(), candidates);
    }

    /**
     * Runs to the end and cleans up.
     *
     * @param imported records of other tools' results, which follow the header
     */
    public List<CleanUpNote> run(RunHeader header, List<ResultsRecord> imported, List<Candidate> candidates)
            throws IOException {
        try {
            measureAll(header, imported, candidates);
        } catch (IOException | RuntimeException | Error e) {
            // The results cannot be written any more, or this is a defect; deployments are removed nevertheless.
            cleanUp().forEach(note -> e.addSuppressed(new IOException(note.text())));
            throw e;
        } finally {
            launcher.close();
        }
        return cleanUp();
    }

    /** Returns the explanations. */
    public List<Explanation> explanations() {
        return explaining.explanations();
    }

    private List<CleanUpNote> cleanUp() {
        List<CleanUpNote> notes = new ArrayList<>(deployments.cleanUp());
        notes.addAll(explaining.cleanUp());
        return notes;
    }

    private void measureAll(RunHeader header, List<ResultsRecord> imported, List<Candidate> candidates)
            throws IOException {
        write(new ResultsRecord.Run(header));
        for (ResultsRecord entry : imported) {
            write(entry);
        }
        context.stop().enter();
        Ending ending = Ending.INTERRUPTED;
        try {
            for (Candidate candidate : candidates) {
                if (candidate.facts().isPresent()) {
                    write(new ResultsRecord.Artifact(
                            candidate.name(), candidate.facts().get()));
                }
                Optional<String> same = candidate.identical();
                if (same.isPresent()) {
                    write(new ResultsRecord.Identical(candidate.name(), same.get()));
                }
            }
            deployments.restoreLeftovers();
            deploy(candidates);
            ending = measure();
            explaining.explain(candidates, build, this::write);
        } catch (InterruptedException e) {
            ending = interrupted(header, ending);
        } catch (RuntimeException e) {
            // A library that is interrupted during a call may throw any exception.
            if (!context.stop().requested()) {
                throw e;
            }
            ending = interrupted(header, ending);
        } finally {
            context.stop().leave();
            context.progress().finished();
        }
        write(new ResultsRecord.End(context.clock().millis(), ending, runTrouble));
    }

    /**
     * Returns the ending of an interrupted run. A check that was interrupted during an explanation has its verdict; an
     * explanation does not have its result.
     */
    private Ending interrupted(RunHeader header, Ending ending) throws IOException {
        endOpenSeries(Ending.INTERRUPTED, "interrupted");
        return header.kind() == RunKind.EXPLANATION ? Ending.INTERRUPTED : ending;
    }

    private void deploy(List<Candidate> candidates) throws IOException, InterruptedException {
        for (Candidate candidate : candidates) {
            if (build.series(candidate.name()).needsNoStart()) {
                end(build.series(candidate.name()), new SeriesEnding(Ending.COMPLETE, ""));
                continue;
            }
            context.requireNoStop();
            context.progress().step("deploying " + candidate.name());
            SeriesTally tally = build.series(candidate.name());
            try {
                deployments.deploy(candidate, tally, this::write);
            } catch (CallException e) {
                context.requireNoStop();
                end(tally, new SeriesEnding(Ending.COULD_NOT_MEASURE, "deployment failed: " + e.getMessage()));
            }
        }
    }

    private Ending measure() throws IOException, InterruptedException {
        List<FunctionRun> active = new ArrayList<>(deployments.begun());
        Random order = new Random(context.settings().seed());
        openConnections();
        long began = context.pacing().nanos();
        while (!active.isEmpty()) {
            Collections.shuffle(active, order);
            for (Iterator<FunctionRun> each = active.iterator(); each.hasNext(); ) {
                FunctionRun function = each.next();
                context.requireNoStop();
                if (!mayContinue(function, began)) {
                    each.remove();
                    continue;
                }
                step(function);
            }
        }
        return SeriesEnding.worst(deployments.begun().stream()
                .map(function -> function.tally().ending().orElse(Ending.COMPLETE))
                .toList());
    }

    /**
     * Opens connections beforehand: this must not be measured, and must not keep the starts of a fan-out from
     * overlapping.
     */
    private void openConnections() throws IOException, InterruptedException {
        Optional<FunctionRun> widest = deployments.begun().stream()
                .filter(function -> function.tally().ending().isEmpty())
                .max(Comparator.comparingInt(FunctionRun::concurrency));
        if (widest.isEmpty() || widest.get().concurrency() == 1) {
            return;
        }
        String name = widest.get().arms().get(0).copies().get(0).deployment().name();
        Callable<Boolean> call = () -> driver.connect(name);
        launcher.launch(name, Collections.nCopies(widest.get().concurrency(), call), connected -> {});
    }

    /** Ends the series if there is a reason for it. */
    private boolean mayContinue(FunctionRun function, long began) throws IOException {
        if (function.tally().ending().isPresent()) {
            return false;
        }
        Optional<SeriesEnding> reached =
                SeriesEnding.reached(function, context.pacing().nanos() - began, limit(function));
        if (reached.isPresent()) {
            end(function.tally(), reached.get());
        }
        return reached.isEmpty();
    }

    private Duration limit(FunctionRun function) {
        return context.settings()
                .timeLimit()
                .orElse(function.tally().plan().spec().sampling().timeLimit());
    }

    private void step(FunctionRun function) throws IOException, InterruptedException {
        int troubles = Rejections.troubles(function.tally());
        try {
            function.step(this::write);
        } catch (CallException e) {
            // Ctrl-C reaches every process of the terminal's group, so it may have caused the failure.
            context.requireNoStop();
            end(function.tally(), SeriesEnding.failed(function.tally(), e));
            return;
        }
        if (Rejections.troubles(function.tally()) > troubles) {
            context.pacing().pause(PAUSE_AFTER_TROUBLE);
        }
    }

    private void endOpenSeries(Ending ending, String detail) throws IOException {
        for (SeriesTally tally : build.allSeries()) {
            if (tally.ending().isEmpty()) {
                end(tally, new SeriesEnding(tally.gate().complete() ? Ending.COMPLETE : ending, detail));
            }
        }
    }

    private void end(SeriesTally tally, SeriesEnding end) throws IOException {
        if (end.ending() == Ending.COULD_NOT_MEASURE && runTrouble.isEmpty()) {
            runTrouble = tally.function() + ": " + end.detail();
        }
        write(new ResultsRecord.SeriesEnded(tally.function(), context.clock().millis(), end.ending(), end.detail()));
    }

    private void write(ResultsRecord entry) throws IOException {
        writer.write(entry);
        build.accept(entry);
        explaining.accept(entry);
        context.progress().recorded(entry, build);
    }
}
