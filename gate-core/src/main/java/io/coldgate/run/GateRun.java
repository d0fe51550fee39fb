package io.coldgate.run;

import io.coldgate.measure.StopSignal;
import io.coldgate.report.Judgement;
import io.coldgate.sample.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * A whole gate: reads the thresholds file, builds, deploys and cold-starts its functions until every budget is decided,
 * and writes the reports.
 *
 * <pre>{@code
 * GateResult result = new GateRun(GateOptions.builder().file(Path.of("thresholds.yaml")).build()).run();
 * assertTrue(result.passed());
 * }</pre>
 */
public final class GateRun {
    private final GateOptions options;
    private final RunListener listener;
    private final StopSignal stop = new StopSignal();
    private final long seed;

    /** A gate without a listener. */
    public GateRun(GateOptions options) {
        this(options, RunListener.SILENT);
    }

    /** A gate that reports its progress to a listener. */
    public GateRun(GateOptions options, RunListener listener) {
        this.options = options;
        this.listener = listener;
        this.seed = options.seedOrRandom();
    }

    /**
     * Returns the signal that stops the run early, from any thread: the gate judges what was measured, and cleans up.
     */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Returns what the gate would measure; builds, deploys and measures nothing.
     *
     * @throws RunException with exit code 2 for a mistake in the file, in a package, or in the options
     */
    public GateSelection select() throws RunException {
        GateSelection selection = GateSelection.of(options);
        selection.remarks().forEach(line -> listener.remark("coldgate: " + line));
        return selection;
    }

    /**
     * Selects, measures and judges.
     *
     * @return the verdict of every check; by then, reports and results are in the output folder
     * @throws RunException with exit code 2 when nothing was deployed because of a mistake, 4 when nothing could be
     *     measured, and 130 when it was stopped before anything was measured
     */
    public GateResult run() throws RunException {
        Optional<FileTime> earlier = RunFolder.lastResults(output());
        try {
            GateSelection selection = select();
            return measure(selection.isPending() ? withResults(selection) : selection);
        } catch (RunException e) {
            report(e, earlier);
            throw e;
        }
    }

    /** Runs the other tools first, because only their results tell how many checks there are. */
    private GateSelection withResults(GateSelection selection) throws RunException {
        try {
            Preflight.require(
                    selection.plan(),
                    selection.thresholds().results(),
                    selection.thresholds().folder(),
                    stop);
        } catch (InterruptedException e) {
            throw new RunException(ExitCode.INTERRUPTED, "interrupted; nothing was deployed");
        }
        return GateSelection.of(
                options,
                thresholds -> ResultsInput.read(
                        thresholds, new MeasuredResults(thresholds, options, seed, listener, stop).measure()));
    }

    /**
     * Writes a report of why the run failed, unless that would create a folder for a thresholds file that does not
     * exist.
     */
    private void report(RunException e, Optional<FileTime> earlier) {
        Path path = output();
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) && options.output().isEmpty()) {
            return;
        }
        RunFolder.writeFailure(path, e, earlier);
    }

    private Path output() {
        return options.output().orElseGet(() -> UsualFolder.of(options.file()));
    }

    private GateResult measure(GateSelection selection) throws RunException {
        MeasuredRun.Ended<Judged> ended = new MeasuredRun(
                        selection.thresholds(), selection.plan(), selection.results(), spec(selection), listener, stop)
                .run((evaluation, explanations, folder, interrupted) ->
                        judge(Judgement.of(evaluation, explanations), folder, interrupted));
        Judged judged = ended.made()
                .orElseThrow(() -> new RunException(ExitCode.INTERRUPTED, "interrupted; nothing was deployed"));
        return new GateResult(judged.judgement(), judged.exitCode(), judged.json(), ended.end());
    }

    private record Judged(Judgement judgement, int exitCode, String json) {}

    private static Judged judge(Judgement judgement, RunFolder folder, boolean interrupted) throws IOException {
        int exitCode = interrupted ? ExitCode.INTERRUPTED : ExitCode.of(judgement);
        return new Judged(judgement, exitCode, folder.writeReports(judgement, exitCode, List.of(folder.path())));
    }

    private RunSpec spec(GateSelection selection) {
        return RunSpec.builder()
                .kind(RunKind.CHECK)
                .seed(seed)
                .timeLimit(options.timeLimit())
                .maxSamples(options.maxSamples())
                .output(options.output())
                .target(selection.target())
                .options(options.words())
                .explain(options.explain())
                .clock(options.clock())
                .build();
    }
}
