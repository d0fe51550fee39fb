package io.coldgate.cli.forge;

import io.coldgate.cli.option.SharedOptions;
import io.coldgate.forge.FinishedRun;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportFormatException;
import io.coldgate.report.document.ReportReader;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunFolder;
import io.coldgate.run.UsualFolder;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The finished run that a command shows on a forge: its folder, and further information about it. */
final class FinishedRunOptions {
    /** The size of the end of a log that is read, which contains the error. */
    private static final int LARGEST_LOG = 1 << 20;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The folder with report.json (default: where check writes it).")
    private @Nullable Path folder;

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Option(
            names = "--exit-code",
            paramLabel = "N",
            description = "The exit code of check or judge (default: the one in report.json).")
    private @Nullable Integer exitCode;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "A file with what it printed on standard error, shown when there is no report.")
    private @Nullable Path log;

    /** Returns the folder with the run's files. */
    Path files() {
        return folder != null ? folder : UsualFolder.of(file.path());
    }

    /** Returns the thresholds file. */
    Path thresholds() {
        return file.path();
    }

    /**
     * Reads the run. A report with a different exit code is not from this run.
     *
     * @throws RunException with exit code 2 when one of its files exists but cannot be read
     */
    FinishedRun read() throws RunException {
        try {
            return readFiles();
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, files() + ": the run cannot be read: " + Disk.reason(e));
        }
    }

    private FinishedRun readFiles() throws IOException {
        Path json = files().resolve(RunFolder.JSON);
        String said = log == null ? "" : tail(log);
        try {
            ReportDocument report = ReportReader.read(json);
            if (exitCode == null || exitCode == report.exitCode()) {
                return new FinishedRun(report.exitCode(), Optional.of(report), List.of(), said);
            }
            said += "\n" + json + " is not of this run: it says exit code " + report.exitCode();
        } catch (ReportFormatException e) {
            said += "\n" + e.getMessage();
        }
        int ended = exitCode == null ? ReportReader.ended(json).orElse(ExitCode.COULD_NOT_MEASURE) : exitCode;
        List<Problem> problems = ReportReader.problems(json, ended);
        if (log == null && !problems.isEmpty()) {
            said = problems.stream().map(Problem::line).collect(Collectors.joining("\n"));
        }
        // Without a report, nothing was measured, whatever exit code the caller passes: a JVM that cannot start also
        // ends with 1.
        int code = switch (ended) {
            case ExitCode.PASS, ExitCode.FAIL, ExitCode.INCONCLUSIVE -> ExitCode.COULD_NOT_MEASURE;
            default -> ended;
        };
        return new FinishedRun(code, Optional.empty(), problems, said);
    }

    private static String tail(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(Math.max(0, Files.size(file) - LARGEST_LOG));
            return new String(in.readNBytes(LARGEST_LOG), StandardCharsets.UTF_8);
        }
    }
}
