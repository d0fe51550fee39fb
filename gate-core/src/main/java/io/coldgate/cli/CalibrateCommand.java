package io.coldgate.cli;

import io.coldgate.calibrate.Calibration;
import io.coldgate.calibrate.FunctionNoise;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.Thresholds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate calibrate}: how much a function differs from itself, and what limits that supports. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures functions against themselves: prints their noise, budgets with headroom to paste, what each check of"
                    + " the file will cost, and which limits are too tight.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  coldgate calibrate", "  coldgate calibrate checkout --rounds 100"})
final class CalibrateCommand implements Callable<Integer> {
    /** The fact by which a results file says that it is a calibration. */
    static final String FACT = "calibration";

    private static final int MOST_ROUNDS = 10_000;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FUNCTION",
            description = "Only the functions that match, such as 'checkout-*' (default: all).")
    private List<String> functions = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The thresholds file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("thresholds.yaml");

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of each function, two cold starts each (default: ${DEFAULT-VALUE}).")
    private int rounds = 60;

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description = "Where all functions run, whatever the file says: embedded.")
    private @Nullable String platform;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order of the starts and of the replays (default: random; it is reported).")
    private @Nullable Long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder for results.jsonl (default: as for check).")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print JSON on standard output instead of the text.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    CalibrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandException {
        RunOptions.within(spec, "--rounds", rounds, FunctionNoise.FEWEST_ROUNDS, MOST_ROUNDS);
        Thresholds whole = ThresholdsInput.read(
                file, new ReadOptions(RunOptions.platform(spec, platform), Optional.empty()), terminal);
        Thresholds chosen = ThresholdsInput.select(whole, functions, "");
        ThresholdsInput.requireRoles(chosen);
        ThresholdsInput.region(chosen);
        ThresholdsInput.platform(chosen);
        CalibrationRun run = new CalibrationRun(
                terminal,
                new CalibrationRun.Wishes(
                        rounds, seed != null ? seed : CheckCommand.freshSeed(), Optional.ofNullable(output), quiet));
        CalibrationRun.Result result = run.run(whole, chosen, json ? this::printJson : this::printText);
        return result.exitCode();
    }

    private void printJson(Calibration calibration) {
        terminal.out().print(io.coldgate.report.CalibrationJson.render(calibration, Version.text()));
    }

    private void printText(Calibration calibration) {
        terminal.out().print(io.coldgate.report.CalibrationText.render(calibration));
    }
}
