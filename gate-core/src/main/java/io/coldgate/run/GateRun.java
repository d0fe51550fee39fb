package io.coldgate.run;

import io.coldgate.measure.StopSignal;
import io.coldgate.report.Judgement;
import io.coldgate.sample.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** A gate that nobody watches. */
    public GateRun(GateOptions options) {
        this(options, RunListener.SILENT);
    }

    /** A gate that says what it does while it does it. */
    public GateRun(GateOptions options, RunListener listener) {
        this.options = options;
        this.listener = listener;
        this.seed = options.seedOrRandom();
    }

    /** Returns what ends the run early, from another thread: what was measured is judged, and all is cleaned up. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Says what the gate would measure; builds, deploys and measures nothing.
     *
     * @throws RunException with exit code 2 for a mistake in the file, in a package, or in what was asked for
     */
    public GateSelection select() throws RunException {
        GateSelection selection = GateSelection.of(options);
        selection.remarks().forEach(line -> listener.remark("coldgate: " + line));
        return selection;
    }

    /**
     * Selects, measures and judges.
     *
     * @return the verdict of every check; reports and results are in the output folder by then
     * @throws RunException with exit code 2 when nothing was deployed because of a mistake, 4 when nothing could be
     *     measured, and 130 when it was stopped before anything was
     */
    public GateResult run() throws RunException {
        try {
            GateSelection selection = select();
            return measure(selection.isPending() ? withResults(selection) : selection);
        } catch (RunException e) {
            report(e);
            throw e;
        }
    }

    /** Has the other tools measure first: how many checks there are shows in their results. */
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

    /** Reports what could not be measured, unless the folder would be made beside a file that is not there. */
    private void report(RunException e) {
        Path path = options.output().orElseGet(() -> UsualFolder.of(options.file()));
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) && options.output().isEmpty()) {
            return;
        }
        RunFolder.writeFailure(path, e);
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
