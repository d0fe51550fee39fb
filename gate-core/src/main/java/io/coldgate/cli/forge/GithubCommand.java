package io.coldgate.cli.forge;

import io.coldgate.cli.terminal.Terminal;
import io.coldgate.forge.FinishedRun;
import io.coldgate.github.Publication;
import io.coldgate.github.Runner;
import io.coldgate.github.RunnerFiles;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunFolder;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Pacing;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coldgate github}: shows a finished run's report on GitHub. */
@Command(
        name = "github",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows a finished run on GitHub: job summary, annotations, a pull-request comment, the step's outputs.",
            "Runs in a step of a workflow; action.yml calls it. The token is read from GITHUB_TOKEN.",
            ""
        })
public final class GithubCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Runner runner;
    private final Pacing pacing;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final FinishedRunOptions finished = new FinishedRunOptions();

    @Option(names = "--no-summary", negatable = true, description = "No job summary.")
    private boolean summary = true;

    @Option(names = "--no-annotations", negatable = true, description = "No annotations.")
    private boolean annotations = true;

    @Mixin
    private final CommentOptions comment = new CommentOptions();

    @Option(
            names = "--fail-on",
            paramLabel = "WHEN",
            description = "What the step ends with, for its output status: fail (default: as the gate), inconclusive"
                    + " (also what is only warned of), never (whatever the verdict).")
    private String failOn = "fail";

    @Option(
            names = "--foreign",
            description =
                    "The files are of another run, such as a fork's: no annotations, and the status is 0. Always so"
                            + " for the event workflow_run.")
    private boolean foreign;

    /**
     * The command in a step of a workflow.
     *
     * @param environment the step's variables
     * @param pacing waits when the API is busy
     */
    public GithubCommand(Terminal terminal, Map<String, String> environment, Pacing pacing) {
        this.terminal = terminal;
        this.runner = new Runner(environment);
        this.pacing = pacing;
    }

    @Override
    public Integer call() throws RunException {
        requireGood();
        boolean isForeign = foreign || runner.event().equals("workflow_run");
        Publication publication = new Publication(
                runner,
                new Publication.Options(
                        summary,
                        annotations && !isForeign,
                        comment.isWanted(),
                        comment.mode(),
                        comment.name(),
                        comment.artifact(),
                        Path.of("").toAbsolutePath()),
                pacing);
        Path files = finished.files();
        try {
            FinishedRun content = finished.read();
            publication.show(content).forEach(terminal.out()::println);
            Map<String, String> outputs = new LinkedHashMap<>(publication.outputs(content));
            outputs.put("status", String.valueOf(isForeign ? ExitCode.PASS : status(content)));
            outputs.put("json-path", existing(files.resolve(RunFolder.JSON)));
            String html = existing(files.resolve("report.html"));
            outputs.put("report-path", html.isEmpty() ? existing(files.resolve("summary.md")) : html);
            if (runner.outputFile().isPresent()) {
                RunnerFiles.outputs(runner.outputFile().get(), outputs);
            } else {
                outputs.forEach((name, value) -> terminal.out().println(name + "=" + value));
            }
            return ExitCode.PASS;
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "the runner's files cannot be written: " + Disk.reason(e));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    private void requireGood() {
        if (!failOn.matches("fail|inconclusive|never")) {
            throw wrong("--fail-on " + failOn + ": must be one of: fail, inconclusive, never");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /**
     * Returns the exit code of the step. {@code --fail-on} can only relax verdicts: a run that could not be measured or
     * read is always an error.
     */
    private int status(FinishedRun content) {
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
