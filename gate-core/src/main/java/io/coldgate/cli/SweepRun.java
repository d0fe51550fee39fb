package io.coldgate.cli;

import io.coldgate.cost.Prices;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.report.SweepJson;
import io.coldgate.report.SweepText;
import io.coldgate.report.html.SweepPlot;
import io.coldgate.sweep.FunctionSweep;
import io.coldgate.sweep.SweepPlan;
import io.coldgate.sweep.SweepResult;
import io.coldgate.sweep.Variant;
import io.coldgate.sweep.VariantResult;
import io.coldgate.thresholds.FunctionBudgets;
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

/** One sweep, on the same street as a check: one run for each region, in which all combinations take turns. */
final class SweepRun {
    /** What functions print may be of any length. */
    private static final int LONGEST_LINE = 500;

    private final Terminal terminal;
    private final SweepPlan plan;
    private final PlatformName platform;
    private final List<String> regions;
    private final Wishes wishes;
    private final Optional<Prices> prices;
    private final List<FunctionSweep> functions = new ArrayList<>();

    /** What the options say. */
    record Wishes(long seed, Duration timeLimit, Optional<Path> output, boolean json, boolean quiet) {}

    SweepRun(Terminal terminal, SweepPlan plan, PlatformName platform, List<String> regions, Wishes wishes) {
        this.terminal = terminal;
        this.plan = plan;
        this.platform = platform;
        this.regions = List.copyOf(regions);
        this.wishes = wishes;
        this.prices = platform == PlatformName.AWS ? Optional.of(Prices.aws()) : Optional.empty();
    }

    int run() throws CommandException {
        Path folder = wishes.output()
                .orElseGet(
                        () -> OutputFolder.defaultFor(Path.of(plan.thresholds().shownAs())));
        if (regions.size() < 2) {
            return run(regions.stream().findFirst(), folder, true);
        }
        int exitCode = ExitCode.PASS;
        for (int i = 0; i < regions.size() && exitCode != ExitCode.INTERRUPTED; i++) {
            // Each region keeps its own results; the reports at the end of the last one are of all.
            boolean last = i == regions.size() - 1;
            int region = run(Optional.of(regions.get(i)), last ? folder : folder.resolve(regions.get(i)), last);
            exitCode = Math.max(exitCode, region);
        }
        return exitCode;
    }

    private int run(Optional<String> region, Path folder, boolean last) throws CommandException {
        Thresholds here = region.isEmpty() ? plan.thresholds() : in(region.get());
        SweepPlan ofRegion = new SweepPlan(plan.variants(), here, plan.starts());
        CheckRun run = new CheckRun(
                terminal,
                here,
                ofRegion.plan(),
                new CheckRun.Wishes(
                        wishes.seed(),
                        Optional.of(wishes.timeLimit()),
                        Optional.empty(),
                        Optional.of(folder),
                        new PlatformOptions(ThresholdsInput.region(here), ThresholdsInput.endpoint(here)),
                        false,
                        wishes.quiet(),
                        false),
                facts(),
                (build, output, interrupted) -> {
                    functions.addAll(SweepResult.functions(ofRegion, build, region, prices));
                    return finish(output, interrupted, last);
                });
        return run.run();
    }

    private Thresholds in(String region) {
        List<FunctionBudgets> there = plan.thresholds().functions().stream()
                .map(function -> function.inRegion(region))
                .toList();
        return plan.thresholds().with(there, List.of());
    }

    /** So that results.jsonl can be read without this command's line. */
    private Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put(SweepCommand.FACT, "each combination of settings beside the others");
        for (Variant variant : plan.variants()) {
            facts.put("sweep." + variant.name(), variant.function() + ": " + variant.label());
        }
        return facts;
    }

    private int finish(OutputFolder output, boolean interrupted, boolean last) throws IOException {
        SweepResult result =
                new SweepResult(plan.thresholds().shownAs(), platform, wishes.seed(), plan.starts(), functions, prices);
        if (last || interrupted) {
            String document = SweepJson.render(result, Version.text());
            output.replace("sweep.json", document);
            output.replace("sweep.svg", SweepPlot.render(result));
            terminal.out().print(wishes.json() ? document : SweepText.render(result));
        }
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        for (FunctionSweep function : functions) {
            for (VariantResult variant : function.variants()) {
                if (variant.isBroken()) {
                    terminal.error("could not measure " + function.function() + " with "
                            + variant.variant().label() + ": "
                            + Printable.lines(variant.trouble(), LONGEST_LINE));
                }
            }
        }
        return result.isBroken() ? ExitCode.COULD_NOT_MEASURE : ExitCode.PASS;
    }
}
