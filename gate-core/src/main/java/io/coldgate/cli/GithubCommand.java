package io.coldgate.cli;

import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.github.Publication;
import io.coldgate.github.Runner;
import io.coldgate.github.RunnerFiles;
import io.coldgate.github.StickyComment;
import io.coldgate.lambda.Pacing;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportFormatException;
import io.coldgate.report.document.ReportReader;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.UsualFolder;
import io.coldgate.unit.Disk;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate github}: a finished run's report where people of a GitHub repository look. */
@Command(
        name = "github",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows a finished run on GitHub: job summary, annotations, a pull-request comment, the step's outputs.",
            "Runs in a step of a workflow; action.yml calls it. The token is read from GITHUB_TOKEN.",
            ""
        })
final class GithubCommand implements Callable<Integer> {
    /** The end of a log tells what went wrong. */
    private static final int LARGEST_LOG = 1 << 20;

    private final Terminal terminal;
    private final Runner runner;
    private final Pacing pacing;

    @Spec
    private CommandSpec spec;

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
            description = "What check or judge ended with (default: what report.json says).")
    private @Nullable Integer exitCode;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "What it printed on standard error, shown when there is no report.")
    private @Nullable Path log;

    @Option(names = "--no-summary", negatable = true, description = "No job summary.")
    private boolean summary = true;

    @Option(names = "--no-annotations", negatable = true, description = "No annotations.")
    private boolean annotations = true;

    @Option(names = "--no-comment", negatable = true, description = "No comment of the pull request.")
    private boolean comment = true;

    @Option(
            names = "--comment-mode",
            paramLabel = "MODE",
            description = "What becomes of the comment: update (default), recreate, on-failure.")
    private String commentMode = "update";

    @Option(
            names = "--comment-name",
            paramLabel = "NAME",
            description = "Which comment, where a pull request has several (default: ${DEFAULT-VALUE}).")
    private String commentName = "coldgate";

    @Option(
            names = "--fail-on",
            paramLabel = "WHEN",
            description = "What the step ends with, for its output status: fail (default: as the gate), inconclusive"
                    + " (also what is only warned of), never (whatever the verdict).")
    private String failOn = "fail";

    @Option(names = "--artifact-url", paramLabel = "URL", description = "Where the run's files can be downloaded.")
    private @Nullable String artifactUrl;

    @Option(
            names = "--foreign",
            description =
                    "The files are of another run, such as a fork's: no annotations, and the status is 0. Always so"
                            + " for the event workflow_run.")
    private boolean foreign;

    GithubCommand(Terminal terminal, Map<String, String> environment, Pacing pacing) {
        this.terminal = terminal;
        this.runner = new Runner(environment);
        this.pacing = pacing;
    }

    @Override
    public Integer call() throws RunException {
        StickyComment.Mode mode = mode();
        requireGood();
        boolean isForeign = foreign || runner.event().equals("workflow_run");
        Publication publication = new Publication(
                runner,
                new Publication.Wishes(
                        summary,
                        annotations && !isForeign,
                        comment,
                        mode,
                        commentName,
                        Optional.ofNullable(artifactUrl).filter(url -> !url.isEmpty()),
                        Path.of("").toAbsolutePath()),
                pacing);
        Path files = folder != null ? folder : UsualFolder.of(file.path());
        try {
            Publication.Content content = content(files);
            publication.show(content).forEach(terminal.out()::println);
            Map<String, String> outputs = new LinkedHashMap<>(publication.outputs(content));
            outputs.put("status", String.valueOf(isForeign ? ExitCode.PASS : status(content)));
            outputs.put("json-path", existing(files.resolve("report.json")));
            String html = existing(files.resolve("report.html"));
            outputs.put("report-path", html.isEmpty() ? existing(files.resolve("summary.md")) : html);
            if (runner.outputFile().isPresent()) {
                RunnerFiles.outputs(runner.outputFile().get(), outputs);
            } else {
                outputs.forEach((name, value) -> terminal.out().println(name + "=" + value));
            }
            return ExitCode.PASS;
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "coldgate: the runner's files cannot be written: " + Disk.reason(e));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    private StickyComment.Mode mode() {
        return switch (commentMode) {
            case "update" -> StickyComment.Mode.UPDATE;
            case "recreate" -> StickyComment.Mode.RECREATE;
            case "on-failure" -> StickyComment.Mode.ON_FAILURE;
            default -> throw wrong("--comment-mode " + commentMode + ": must be one of: update, recreate, on-failure");
        };
    }

    private void requireGood() {
        if (!StickyComment.isName(commentName)) {
            throw wrong("--comment-name " + commentName + ": letters, digits, dots, hyphens and underscores, up to 60");
        }
        if (!failOn.matches("fail|inconclusive|never")) {
            throw wrong("--fail-on " + failOn + ": must be one of: fail, inconclusive, never");
        }
        if (artifactUrl != null && !artifactUrl.matches("(https?://[A-Za-z0-9._:/-]+)?")) {
            throw wrong("--artifact-url " + artifactUrl + ": not an address");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A report that says another exit code is not this run's. */
    private Publication.Content content(Path files) throws IOException {
        String said = log == null ? "" : tail(log);
        try {
            ReportDocument report = ReportReader.read(files.resolve("report.json"));
            if (exitCode == null || exitCode == report.exitCode()) {
                return new Publication.Content(report.exitCode(), Optional.of(report), List.of(), said);
            }
            said += "\n" + files.resolve("report.json") + ": not of this run: it says exit code " + report.exitCode();
        } catch (ReportFormatException e) {
            said += "\n" + e.getMessage();
        }
        // Without a report nothing was measured, whatever the caller says: a JVM that cannot start ends with 1 too.
        int ended = exitCode == null ? ExitCode.PASS : exitCode;
        int code = switch (ended) {
            case ExitCode.PASS, ExitCode.FAIL, ExitCode.INCONCLUSIVE -> ExitCode.COULD_NOT_MEASURE;
            default -> ended;
        };
        return new Publication.Content(
                code, Optional.empty(), ReportReader.problems(files.resolve("report.json"), ended), said);
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

    /**
     * Returns what the step ends with. Only verdicts can be let pass: what could not be measured or read is an error
     * whatever {@code --fail-on} says.
     */
    private int status(Publication.Content content) {
        int code = content.exitCode();
        if (content.report().flatMap(ReportDocument::contradiction).isPresent()) {
            return ExitCode.COULD_NOT_MEASURE;
        }
        return switch (failOn.toLowerCase(Locale.ROOT)) {
            case "never" -> code == ExitCode.FAIL || code == ExitCode.INCONCLUSIVE ? ExitCode.PASS : code;
            case "inconclusive" ->
                code == ExitCode.PASS
                                && content.report()
                                        .filter(report -> report.verdict() == Verdict.INCONCLUSIVE)
                                        .isPresent()
                        ? ExitCode.INCONCLUSIVE
                        : code;
            default -> code;
        };
    }

    private static String existing(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? file.toString() : "";
    }
}
