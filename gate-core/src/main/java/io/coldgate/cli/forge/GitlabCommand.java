package io.coldgate.cli.forge;

import io.coldgate.cli.terminal.Terminal;
import io.coldgate.forge.FinishedRun;
import io.coldgate.forge.StickyComment;
import io.coldgate.forge.Workspace;
import io.coldgate.gitlab.CodeQuality;
import io.coldgate.gitlab.GitLabJob;
import io.coldgate.gitlab.MergeRequestNote;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Pacing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coldgate gitlab}: shows a finished run's report on GitLab. */
@Command(
        name = "gitlab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows a finished run on GitLab: in a Code Quality report, and in a note on the merge request.",
            "Runs in a job; ci/examples/gitlab-ci.yml calls it. The token is read from COLDGATE_GITLAB_TOKEN, because a"
                    + " job's own token may not write notes.",
            ""
        })
public final class GitlabCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final GitLabJob job;
    private final Pacing pacing;

    @Mixin
    private final FinishedRunOptions finished = new FinishedRunOptions();

    @Option(
            names = "--code-quality",
            paramLabel = "FILE",
            description = "Write GitLab's Code Quality report to this file, for artifacts:reports:codequality.")
    private @Nullable Path codeQuality;

    @Mixin
    private final CommentOptions comment = new CommentOptions();

    /**
     * The command in a job.
     *
     * @param environment the job's variables
     * @param pacing waits when the API is busy
     */
    public GitlabCommand(Terminal terminal, Map<String, String> environment, Pacing pacing) {
        this.terminal = terminal;
        this.job = new GitLabJob(environment);
        this.pacing = pacing;
    }

    @Override
    public Integer call() throws RunException {
        StickyComment.Mode mode = comment.mode();
        String name = comment.name();
        Optional<String> artifact = comment.artifact();
        try {
            FinishedRun run = finished.read();
            if (run.report().isEmpty()) {
                terminal.error("no verdict to show: " + run.lastWords());
            }
            if (codeQuality != null) {
                writeCodeQuality(run, codeQuality);
            }
            if (comment.isWanted()) {
                say(new MergeRequestNote(job, pacing, mode, name).write(run, job.links(artifact)));
            }
            return ExitCode.PASS;
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, codeQuality + ": cannot be written: " + Disk.reason(e));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    private void writeCodeQuality(FinishedRun run, Path file) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        CodeQuality report = new CodeQuality(
                        new Workspace(job.checkout().orElse(here), here),
                        finished.thresholds().toString())
                .add(run);
        Disk.replace(file, report.render());
        terminal.out().println("code quality: " + file + ", " + Counted.of(report.size(), "finding"));
    }

    private void say(MergeRequestNote.Outcome outcome) {
        if (outcome instanceof MergeRequestNote.Outcome.Missing missing) {
            terminal.error(missing.why().line());
        } else if (outcome instanceof MergeRequestNote.Outcome.Written written) {
            String deed = written.deed().name().toLowerCase(Locale.ROOT);
            terminal.out().println("note: " + (written.id() == 0 ? deed : written.id() + " " + deed));
        } else {
            terminal.out().println("note: none, because the pipeline is not of a merge request");
        }
    }
}
