package io.coldgate.run;

import io.coldgate.deploy.ExplainSettings.When;
import io.coldgate.explain.Explanation;
import io.coldgate.gate.GatePlan;
import io.coldgate.measure.StopSignal;
import io.coldgate.report.ExplanationEntries;
import io.coldgate.report.document.ExplanationJson;
import io.coldgate.sample.RunKind;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An explanation of functions, without any check. */
public final class ExplanationRun {
    private final Options options;
    private final RunListener listener;
    private final StopSignal stop;

    /**
     * Options of an explanation.
     *
     * @param against compares with the function's baseline
     * @param ref compares with this git ref instead
     * @param choice how many starts, and whether the handler is run
     * @param run seed, limits and folder of a run
     */
    public record Options(boolean against, Optional<String> ref, ExplainChoice choice, GateOptions run) {}

    /**
     * An explanation's result.
     *
     * @param exitCode what the command exits with
     * @param explanations one for each function that could be explained
     * @param asked how many functions were to be explained
     * @param json the explanations as JSON
     * @param end how the run ended
     */
    public record Result(int exitCode, List<Explanation> explanations, int asked, String json, RunEnd end) {
        /** Copies the list. */
        public Result {
            explanations = List.copyOf(explanations);
        }

        /** Reports an interruption, the location of the results, and anything left behind. */
        public void tell(RunListener listener) {
            if (end.interrupted()) {
                listener.error(
                        "interrupted; " + explanations.size() + " of " + Counted.of(asked, "function") + " explained");
            }
            end.tell(listener);
        }
    }

    /** Prepares a run. */
    public ExplanationRun(Options options, RunListener listener) {
        this(options, listener, new StopSignal());
    }

    /** Prepares a run that is part of a longer one and ends with it. */
    public ExplanationRun(Options options, RunListener listener, StopSignal stop) {
        this.options = options;
        this.listener = listener;
        this.stop = stop;
    }

    /** Returns the signal that stops the run early; other threads may use it. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Explains the functions.
     *
     * @throws RunException with exit code 2 when there is nothing to compare with or the file has a mistake, 4 when
     *     nothing could be measured
     */
    public Result run(Thresholds chosen) throws RunException {
        Thresholds thresholds = unchecked(chosen);
        RunSpec spec = RunSpec.builder()
                .kind(RunKind.EXPLANATION)
                .seed(options.run().seedOrRandom())
                .timeLimit(options.run().timeLimit())
                .output(options.run().output())
                .target(Optional.of(RunTarget.of(thresholds)))
                .explain(options.choice().at(Optional.of(When.ALWAYS)))
                .clock(options.run().clock())
                .build();
        MeasuredRun.Ended<List<Explanation>> ended = new MeasuredRun(
                        thresholds, GatePlan.of(thresholds), ResultsInput.NONE, spec, listener, stop)
                .run((evaluation, explanations, folder, interrupted) -> {
                    folder.replace(RunFolder.EXPLANATION, json(explanations));
                    return explanations;
                });
        List<Explanation> made = ended.made().orElse(List.of());
        boolean all = made.size() == thresholds.functions().size()
                && made.stream().allMatch(explanation -> explanation.candidate().worked());
        int exitCode =
                ended.end().interrupted() ? ExitCode.INTERRUPTED : all ? ExitCode.PASS : ExitCode.COULD_NOT_MEASURE;
        return new Result(exitCode, made, thresholds.functions().size(), json(made), ended.end());
    }

    private static String json(List<Explanation> explanations) {
        return ExplanationJson.text(Version.text(), ExplanationEntries.of(explanations));
    }

    /** Removes the budgets, and everything that only a verdict needs: an explanation judges nothing. */
    private Thresholds unchecked(Thresholds thresholds) throws RunException {
        List<FunctionSpec> functions = new ArrayList<>();
        for (FunctionSpec function : thresholds.functions()) {
            functions.add(function.unchecked(baseline(function)));
        }
        return thresholds.with(functions, List.of());
    }

    private Optional<Baseline> baseline(FunctionSpec function) throws RunException {
        if (options.ref().isPresent()) {
            return options.ref().map(ref -> Baseline.ofRef(ref, function.location()));
        }
        if (!options.against()) {
            return Optional.empty();
        }
        if (function.comparison().baseline().isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    Problem.at(
                            function.location(),
                            function.shown(),
                            "has no baseline to compare with",
                            "add baseline:, or name a git ref: --against main"));
        }
        return function.comparison().baseline();
    }
}
