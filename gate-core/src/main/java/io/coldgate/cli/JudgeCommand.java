package io.coldgate.cli;

import io.coldgate.report.BesideReport;
import io.coldgate.report.DashboardExport;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate judge}: the verdict again, from the results file and the thresholds file alone. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Repeats the verdict from a results file and the thresholds file, without a platform.")
final class JudgeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RESULTS",
            arity = "1..*",
            description =
                    "A run's results.jsonl, or the folder that holds it. Several, or a folder of such folders: the"
                            + " shards of one build.")
    private List<Path> results = new ArrayList<>();

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

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Also write report.html, report.json, junit.xml and summary.md to this folder.")
    private @Nullable Path output;

    @Option(
            names = "--whole-build",
            description = "A single shard is not judged alone: what the others lack is missing data. Always so for several"
                    + " files, and for a folder of folders.")
    private boolean wholeBuild;

    @Option(names = "--json", description = "Print report.json on standard output instead of the table.")
    private boolean json;

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            description =
                    "Print the estimates for the dashboard of another tool instead of the table: bmf (Bencher), gab or"
                            + " gab-bigger (github-action-benchmark, smaller or bigger is better).")
    private @Nullable String export;

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
        Optional<DashboardExport> format = format();
        List<Path> sources = sources();
        JudgedRun run = new JudgedRun(file, streams);
        Judgement judgement = sources.size() == 1 && !wholeBuild
                ? run.judge(sources.get(0))
                : new JoinedParts(run).judge(sources);
        Optional<String> beside = beside(judgement, streams);
        int exitCode = ExitCode.of(judgement);
        Optional<String> report = format.map(wanted -> wanted.render(judgement))
                .or(() -> json ? Optional.of(JsonReport.render(judgement, exitCode)) : Optional.empty());
        Optional<Path> page = write(judgement, exitCode, sources, streams);
        ResultOutput.print(streams, judgement, exitCode, report, quiet, page);
        if (report.isEmpty()) {
            beside.ifPresent(streams.out()::print);
        }
        return exitCode;
    }

    private Optional<DashboardExport> format() {
        if (export == null) {
            return Optional.empty();
        }
        Optional<DashboardExport> format = DashboardExport.ofKey(export);
        if (format.isEmpty() || json) {
            throw new ParameterException(
                    spec.commandLine(),
                    json
                            ? "--export and --json exclude each other"
                            : "--export " + export + ": there is " + String.join(", ", DashboardExport.keys()));
        }
        return format;
    }

    /** Writes what is to be written, and gives the page to look at: in the output folder, or beside the only results. */
    private Optional<Path> write(Judgement judgement, int exitCode, List<Path> sources, Terminal streams)
            throws CommandException {
        if (output == null) {
            return sources.size() == 1 ? writeHtml(sources.get(0), judgement, exitCode, streams) : Optional.empty();
        }
        try (OutputFolder files = OutputFolder.open(output)) {
            files.removeReports();
            files.writeReports(judgement, exitCode, sources);
            return Optional.of(output.resolve(OutputFolder.HTML));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, "coldgate: --output " + output + ": cannot be written: " + OutputFolder.reason(e));
        }
    }

    /** The results files that were named: themselves, in a folder, or in the folders of a folder. */
    private List<Path> sources() throws CommandException {
        List<Path> sources = new ArrayList<>();
        for (Path given : results) {
            Path inside = given.resolve(OutputFolder.RESULTS);
            if (Files.isDirectory(given) && !Files.exists(inside)) {
                sources.addAll(inFolders(given));
                wholeBuild = true;
            } else {
                sources.add(Files.isDirectory(given) ? inside : given);
            }
        }
        for (Path source : sources) {
            if (!Files.isRegularFile(source)) {
                throw new CommandException(
                        ExitCode.USAGE, "coldgate: " + source + ": no such file; coldgate check writes one");
            }
        }
        return sources.stream().distinct().toList();
    }

    private static List<Path> inFolders(Path folder) throws CommandException {
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> found = folders.map(each -> each.resolve(OutputFolder.RESULTS))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE, "coldgate: " + folder + ": cannot be read: " + OutputFolder.reason(e));
        }
        throw new CommandException(
                ExitCode.USAGE,
                "coldgate: " + folder.resolve(OutputFolder.RESULTS) + ": no such file, nor one in a folder of " + folder
                        + "; coldgate check writes one");
    }

    /** Beside the results; a folder that cannot be written is no reason to keep the verdict back. */
    private static Optional<Path> writeHtml(Path source, Judgement judgement, int exitCode, Terminal streams) {
        Path page = source.resolveSibling(OutputFolder.HTML);
        try {
            OutputFolder.writeHtml(page, judgement, exitCode, List.of(source));
            return Optional.of(page);
        } catch (IOException e) {
            streams.error(page + ": cannot be written: " + OutputFolder.reason(e));
            return Optional.empty();
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
        Judgement older = new JudgedRun(file, streams).judge(source);
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
}
