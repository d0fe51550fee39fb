package io.coldgate.run;

import io.coldgate.gate.GatePlan;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The functions and results that a gate is going to measure and judge.
 *
 * @param thresholds the thresholds file with the chosen functions only
 * @param plan the checks of the functions and of other tools' results
 * @param results other tools' results
 * @param target where the functions are measured; empty when there is no function to measure
 * @param remarks lines for people about what was left out, and why
 */
public record GateSelection(
        Thresholds thresholds, GatePlan plan, ResultsInput results, Optional<RunTarget> target, List<String> remarks) {
    /** Copies the list. */
    public GateSelection {
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads the file, and the results of other tools, and selects what the options ask for.
     *
     * @throws RunException with exit code 2 for a mistake in the file or in the options; 130 when interrupted
     */
    static GateSelection of(GateOptions options) throws RunException {
        return of(options, ResultsInput::read);
    }

    /** Reads the results of other tools that a file names. */
    interface Reading {
        ResultsInput of(Thresholds thresholds) throws RunException;
    }

    /** Returns the same selection, with other tools' results from the given reading. */
    static GateSelection of(GateOptions options, Reading reading) throws RunException {
        AcceptInput accept = new AcceptInput(options.accept(), options.clock());
        Thresholds everything = accept.addedTo(ThresholdsInput.read(
                options.file(),
                new ReadOptions(options.platform(), options.maxSamples(), options.fanOut()),
                options.functions()));
        Thresholds whole = parts(everything, options);
        ResultsInput results =
                options.shard().isEmpty() && options.functions().isEmpty() ? reading.of(whole) : ResultsInput.NONE;
        BuildSelection selection = select(whole, results, options);
        GatePlan plan = MissingDemands.missing(
                        everything,
                        BuildSelection.names(selection.thresholds()),
                        selection.plan().part(),
                        results.results().stream().map(ToolResults::source).toList())
                .namedIn(selection.plan());
        return new GateSelection(
                selection.thresholds(),
                accept.in(plan, everything),
                results,
                target(selection.thresholds(), options),
                selection.remarks());
    }

    /** Returns whether other tools have to measure before anything can be judged. */
    boolean isPending() {
        return plan.resultChecks().stream()
                .anyMatch(check -> thresholds.results().stream()
                        .anyMatch(entry -> entry.measured().isPresent() && entry.reads(check.source())));
    }

    private static Optional<RunTarget> target(Thresholds thresholds, GateOptions options) throws RunException {
        if (thresholds.functions().isEmpty()) {
            return Optional.empty();
        }
        RunTarget target = RunTarget.of(thresholds);
        Optional<URI> endpoint = options.endpoint();
        if (target.platform() == PlatformName.EMBEDDED && endpoint.isPresent()) {
            throw new RunException(
                    ExitCode.USAGE,
                    "--endpoint " + endpoint.get()
                            + ": the embedded platform starts its own; add --platform localstack or aws");
        }
        return Optional.of(new RunTarget(target.platform(), target.region(), endpoint.or(target::endpoint)));
    }

    private static BuildSelection select(Thresholds whole, ResultsInput results, GateOptions options)
            throws RunException {
        try {
            return BuildSelection.of(whole, results, options.functions(), options.changedSince(), options.shard());
        } catch (InterruptedException e) {
            throw new RunException(ExitCode.INTERRUPTED, "interrupted; nothing was deployed");
        }
    }

    /** Returns the part of the file that the options select. */
    private static Thresholds parts(Thresholds thresholds, GateOptions options) throws RunException {
        if (options.resultsOnly() && thresholds.results().isEmpty()) {
            throw new RunException(ExitCode.USAGE, "--results-only: " + thresholds.shownAs() + " has no results:");
        }
        if (options.noResults() && thresholds.functions().isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    "--no-results: " + thresholds.shownAs() + " has no functions to measure: add functions:");
        }
        if (options.resultsOnly()) {
            return thresholds.with(List.of(), thresholds.results());
        }
        return options.noResults() ? thresholds.with(thresholds.functions(), List.of()) : thresholds;
    }
}
