package io.coldgate.cli;

import io.coldgate.gate.Build;
import io.coldgate.gate.GatePlan;
import io.coldgate.report.BesideReport;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.sample.ResultsFormatException;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.PlatformNames;
import io.coldgate.thresholds.ReadOptions;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coldgate judge}: the verdict again, from the results file and the thresholds file alone. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Repeats the verdict from a results file and the thresholds file, without a platform.")
final class JudgeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "RESULTS", description = "A run's results.jsonl, or the folder that holds it.")
    private Path results = Path.of("results.jsonl");

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The thresholds file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("thresholds.yaml");

    @Option(
            names = "--beside",
            paramLabel = "RESULTS",
            description = "An older run's results to show beside these: shown, never judged against.")
    private @Nullable Path stored;

    @Option(names = "--json", description = "Print report.json on standard output instead of the table.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "A table only when something did not pass.")
    private boolean quiet;

    @Option(names = "--no-color", description = "No colours; so does the variable NO_COLOR.")
    private boolean noColor;

    JudgeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandException {
        Terminal streams = noColor ? terminal.plain() : terminal;
        Path source = Files.isDirectory(results) ? results.resolve(OutputFolder.RESULTS) : results;
        if (!Files.isRegularFile(source)) {
            throw new CommandException(
                    ExitCode.USAGE, "coldgate: " + source + ": no such file; coldgate check writes one");
        }
        Judgement judgement = judge(source, streams);
        Optional<String> beside = beside(judgement, streams);
        int exitCode = ExitCode.of(judgement);
        Optional<String> report = json ? Optional.of(JsonReport.render(judgement, exitCode)) : Optional.empty();
        ResultOutput.print(streams, judgement, exitCode, report, quiet);
        if (!json) {
            beside.ifPresent(streams.out()::print);
        }
        writeHtml(source, judgement, exitCode, streams);
        return exitCode;
    }

    /** Beside the results; a folder that cannot be written is no reason to keep the verdict back. */
    private void writeHtml(Path source, Judgement judgement, int exitCode, Terminal streams) {
        Path report = source.resolveSibling(OutputFolder.HTML);
        try {
            OutputFolder.writeHtml(report, judgement, exitCode);
            if (!quiet) {
                streams.err().println("report: " + report);
            }
        } catch (IOException e) {
            streams.error(report + ": cannot be written: " + OutputFolder.reason(e));
        }
    }

    /** An older run's figures, from the same kind of host only: elsewhere they would say something of the hosts. */
    private Optional<String> beside(Judgement judgement, Terminal streams) throws CommandException {
        if (stored == null) {
            return Optional.empty();
        }
        Path source = Files.isDirectory(stored) ? stored.resolve(OutputFolder.RESULTS) : stored;
        if (!Files.isRegularFile(source)) {
            throw new CommandException(ExitCode.USAGE, "coldgate: --beside " + source + ": no such file");
        }
        Judgement older = judge(source, streams);
        List<String> differences = new ArrayList<>(
                judgement.header().fingerprint().differences(older.header().fingerprint()));
        if (!judgement.header().platform().equals(older.header().platform())) {
            differences.add("platform: " + judgement.header().platform() + " here, "
                    + older.header().platform() + " there");
        }
        if (!differences.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "coldgate: --beside " + source + ": measured on another host or platform: "
                            + String.join("; ", differences) + "; leave it out");
        }
        return Optional.of(BesideReport.render(judgement, older));
    }

    private Judgement judge(Path source, Terminal streams) throws CommandException {
        Build[] build = new Build[1];
        try {
            ToolResultsRecords imported = new ToolResultsRecords();
            new ResultsReader(source.toString()).read(source, imported::accept);
            boolean cutOff = new ResultsReader(source.toString()).read(source, entry -> {
                if (entry instanceof ResultsRecord.Run run) {
                    build[0] = new Build(plan(run.header(), imported.results(), streams));
                }
                build[0].accept(entry);
            });
            if (cutOff) {
                streams.error(source + ": the last line is cut off, as a killed run leaves it; judged without it");
            }
        } catch (ResultsFormatException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (WrongThresholds e) {
            throw e.command;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, "coldgate: " + source + ": cannot be read: " + OutputFolder.reason(e));
        }
        return Judgement.of(build[0]);
    }

    /** Carries a command's end through the reader. */
    private static final class WrongThresholds extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient CommandException command;

        WrongThresholds(CommandException command) {
            this.command = command;
        }
    }

    private GatePlan plan(RunHeader header, List<ToolResults> imported, Terminal streams) {
        try {
            if (header.fingerprint().facts().containsKey(SweepCommand.FACT)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "coldgate: these results are a sweep: combinations of settings beside each other; no check can be"
                                + " judged by them. Run coldgate check");
            }
            if (header.fingerprint().facts().containsKey(CalibrateCommand.FACT)) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "coldgate: these results are a calibration: each function against itself; no check can be"
                                + " judged by them. Run coldgate check");
            }
            Optional<Integer> maxSamples = header.maxSamples().isPresent()
                    ? Optional.of(header.maxSamples().getAsInt())
                    : Optional.empty();
            Thresholds thresholds =
                    ThresholdsInput.read(file, new ReadOptions(platform(header), maxSamples), streams);
            if (!thresholds.sha256().equals(header.thresholdsSha256())) {
                streams.error(
                        file + " is not the file that the run was measured with; judged by " + file + " as it is now");
            }
            Thresholds judged = ThresholdsInput.named(thresholds, header.functions());
            requireEntries(judged, imported);
            return GatePlan.of(judged, ResultsInput.of(judged, imported).demands());
        } catch (CommandException e) {
            throw new WrongThresholds(e);
        }
    }

    private static Optional<PlatformName> platform(RunHeader header) {
        if (header.platform().equals(RunHeader.NO_PLATFORM)) {
            return Optional.empty();
        }
        return Optional.of(PlatformNames.ofKey(header.platform())
                .orElseThrow(() -> new IllegalArgumentException("unknown platform \"" + header.platform() + "\"")));
    }

    /** As for functions: what was imported for an entry that is gone cannot be judged, and must not be passed over. */
    private void requireEntries(Thresholds thresholds, List<ToolResults> imported) throws CommandException {
        for (ToolResults results : imported) {
            if (thresholds.results().stream().noneMatch(entry -> entry.source().equals(results.source()))) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "coldgate: the run has results of " + Printable.quote(results.source().shown()) + " that "
                                + file + " does not have");
            }
        }
    }
}
