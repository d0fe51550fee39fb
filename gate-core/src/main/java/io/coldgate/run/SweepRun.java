package io.coldgate.run;

import io.coldgate.cost.Prices;
import io.coldgate.measure.StopSignal;
import io.coldgate.report.SweepJson;
import io.coldgate.report.html.SweepPlot;
import io.coldgate.sample.RunKind;
import io.coldgate.sweep.FunctionSweep;
import io.coldgate.sweep.SweepPlan;
import io.coldgate.sweep.SweepResult;
import io.coldgate.sweep.Variant;
import io.coldgate.sweep.VariantResult;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One sweep, which follows the same steps as a check: one run per region, in which all combinations alternate. */
public final class SweepRun {
    /** The longest line that is shown; functions may print lines of any length. */
    private static final int LONGEST_LINE = 500;

    private final SweepPlan plan;
    private final PlatformName platform;
    private final List<String> regions;
    private final Options options;
    private final RunListener listener;
    private final StopSignal stop = new StopSignal();
    private final Optional<Prices> prices;
    private final List<FunctionSweep> functions = new ArrayList<>();

    /**
     * Options of a sweep.
     *
     * @param seed seed of the order of the starts
     * @param timeLimit longest time to measure a region
     * @param output folder for the run's files; empty for the default beside the thresholds file
     */
    public record Options(long seed, Duration timeLimit, Optional<Path> output) {}

    /**
     * The result of a sweep.
     *
     * @param result every combination with its figures
     * @param exitCode 0, 4 when a combination could not be measured, or 130
     * @param json {@code sweep.json}, as it was written
     * @param ends how the run of each region ended
     */
    public record Result(SweepResult result, int exitCode, String json, List<RunEnd> ends) {
        /** Copies the list. */
        public Result {
            ends = List.copyOf(ends);
        }

        /** Reports what could not be measured, the location of the results, and anything left behind. */
        public void tell(RunListener listener) {
            for (FunctionSweep function : result.functions()) {
                for (VariantResult variant : function.variants()) {
                    if (variant.isBroken()) {
                        listener.error("could not measure " + function.function() + " with "
                                + variant.variant().label() + ": "
                                + Printable.lines(variant.trouble(), LONGEST_LINE));
                    }
                }
            }
            ends.forEach(end -> end.tell(listener));
        }
    }

    /**
     * A sweep.
     *
     * @param regions where to measure, one after the other; empty for the thresholds file's own
     */
    public SweepRun(
            SweepPlan plan, PlatformName platform, List<String> regions, Options options, RunListener listener) {
        this.plan = plan;
        this.platform = platform;
        this.regions = List.copyOf(regions);
        this.options = options;
        this.listener = listener;
        this.prices = platform == PlatformName.AWS ? Optional.of(Prices.aws()) : Optional.empty();
    }

    /** Returns the signal that stops the sweep early; other threads may use it. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Measures every combination; {@code sweep.json}, {@code sweep.svg} and the records are in the output folder
     * afterwards.
     *
     * @throws RunException with exit code 2 when nothing was deployed because of a mistake, 4 when nothing could be
     *     measured
     */
    public Result run() throws RunException {
        Path folder = options.output()
                .orElseGet(() -> UsualFolder.of(Path.of(plan.thresholds().shownAs()), RunKind.SWEEP));
        List<RunEnd> ends = new ArrayList<>();
        String json = "";
        int runs = Math.max(1, regions.size());
        // Progress messages and records use these names.
        plan.variants().forEach(variant -> listener.remark(variant.name() + ": " + variant.label()));
        for (int i = 0; i < runs && !stop.requested(); i++) {
            // Each region keeps its own results; the reports after the last region cover all of them.
            boolean last = i == runs - 1;
            Optional<String> region = regions.isEmpty() ? Optional.empty() : Optional.of(regions.get(i));
            Path here = last ? folder : folder.resolve(region.orElseThrow());
            MeasuredRun.Ended<String> ended = run(region, here, last);
            json = ended.made().orElse(json);
            ends.add(ended.end());
        }
        SweepResult result = result();
        return new Result(result, exitCode(result), json, ends);
    }

    private MeasuredRun.Ended<String> run(Optional<String> region, Path folder, boolean last) throws RunException {
        Thresholds here = region.isEmpty() ? plan.thresholds() : in(region.get());
        SweepPlan ofRegion = new SweepPlan(plan.variants(), here, plan.starts());
        RunTarget target = RunTarget.of(here);
        RunSpec spec = RunSpec.builder()
                .kind(RunKind.SWEEP)
                .seed(options.seed())
                .timeLimit(Optional.of(options.timeLimit()))
                .output(Optional.of(folder))
                .target(Optional.of(target))
                .facts(facts())
                .build();
        return new MeasuredRun(here, ofRegion.plan(), ResultsInput.NONE, spec, listener, stop)
                .run((evaluation, explanations, files, interrupted) -> {
                    functions.addAll(SweepResult.functions(ofRegion, evaluation, region, prices));
                    return last || interrupted ? report(files) : "";
                });
    }

    private String report(RunFolder files) throws IOException {
        SweepResult result = result();
        String json = SweepJson.render(result, Version.text());
        files.replace("sweep.json", json);
        files.replace("sweep.svg", SweepPlot.render(result));
        return json;
    }

    private SweepResult result() {
        return new SweepResult(plan.thresholds().shownAs(), platform, options.seed(), plan.starts(), functions, prices);
    }

    private Thresholds in(String region) {
        List<FunctionSpec> there = plan.thresholds().functions().stream()
                .map(function -> function.inRegion(region))
                .toList();
        return plan.thresholds().with(there, List.of());
    }

    /** Returns the facts that make results.jsonl readable without the command line of this sweep. */
    private Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        for (Variant variant : plan.variants()) {
            facts.put("sweep." + variant.name(), variant.function() + ": " + variant.label());
        }
        return facts;
    }

    private int exitCode(SweepResult result) {
        if (stop.requested()) {
            return ExitCode.INTERRUPTED;
        }
        return result.isBroken() ? ExitCode.COULD_NOT_MEASURE : ExitCode.PASS;
    }
}
