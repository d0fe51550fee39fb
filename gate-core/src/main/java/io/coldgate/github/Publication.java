package io.coldgate.github;

import io.coldgate.forge.ApiException;
import io.coldgate.forge.CiRun;
import io.coldgate.forge.FinishedRun;
import io.coldgate.forge.Links;
import io.coldgate.forge.StickyComment;
import io.coldgate.forge.Workspace;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.ShortCommit;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows a build in all requested places. It does not affect the verdict: failures to show something are reported in a
 * notice.
 */
public final class Publication {
    private final Runner runner;
    private final Options options;
    private final Pacing pacing;
    private final List<WorkflowCommand> commands = new ArrayList<>();
    private final CiRun run;
    private final Links links;
    private long commentId;

    /**
     * The places where a run is to be shown.
     *
     * @param summary whether to write the job summary
     * @param annotations whether to annotate the lines of the thresholds file
     * @param comment whether to write a comment on the pull request
     * @param mode the treatment of an earlier comment
     * @param name the name of the comment
     * @param artifact address of the run's files
     * @param directory where the gate ran
     */
    public record Options(
            boolean summary,
            boolean annotations,
            boolean comment,
            StickyComment.Mode mode,
            String name,
            Optional<String> artifact,
            Path directory) {}

    /** Prepares a publication; nothing is shown yet. */
    public Publication(Runner runner, Options options, Pacing pacing) {
        this.runner = runner;
        this.options = options;
        this.pacing = pacing;
        this.run = runner.payload()
                .flatMap(payload -> PullRequest.runBefore(runner.event(), payload))
                .orElse(runner.run());
        this.links = new Links(
                runner.page(run),
                "job summary",
                options.artifact(),
                runner.payload()
                        .flatMap(payload -> PullRequest.commitOf(runner.event(), payload))
                        .map(ShortCommit::of)
                        .orElse(""));
    }

    /**
     * Shows the build.
     *
     * @return lines for standard output, which the runner interprets as annotations
     */
    public List<String> show(FinishedRun finished) throws IOException, InterruptedException {
        if (options.annotations()) {
            annotate(finished);
        }
        if (options.summary() && runner.summaryFile().isPresent()) {
            RunnerFiles.summary(runner.summaryFile().get(), finished.markdown(links, RunnerFiles.LARGEST_SUMMARY - 1));
        }
        if (options.comment()) {
            comment(finished);
        }
        return commands.stream().map(WorkflowCommand::text).toList();
    }

    private void annotate(FinishedRun finished) {
        Annotations places =
                new Annotations(new Workspace(runner.workspace().orElse(options.directory()), options.directory()));
        List<WorkflowCommand> found =
                finished.report().isPresent() ? places.of(finished.report().get()) : places.of(finished.problems());
        commands.addAll(found);
        if (found.isEmpty() && finished.report().isEmpty()) {
            commands.add(new WorkflowCommand(
                    WorkflowCommand.Level.ERROR, Optional.empty(), 1, "Coldgate: no verdict", finished.lastWords()));
        }
    }

    private void comment(FinishedRun finished) throws InterruptedException {
        Optional<String> repository = runner.repository();
        Optional<Path> payload = runner.payload();
        Optional<String> token = runner.token();
        if (repository.isEmpty() || payload.isEmpty()) {
            noComment("this is not a workflow run: " + runner.missing() + " missing in the environment");
            return;
        }
        if (token.isEmpty()) {
            noComment("there is no token: give the input github-token");
            return;
        }
        URI address = runner.api();
        try {
            GitHubApi api = new GitHubApi(address, token.get(), pacing);
            PullRequest pullRequest = PullRequest.find(api, repository.get(), runner.event(), payload.get());
            StickyComment.Outcome outcome = new StickyComment(
                            new PullRequestComments(api, repository.get(), pullRequest.number()), options.name())
                    .write(finished.markdown(links, StickyComment.room()), finished.passed(), options.mode(), run);
            commentId = outcome.id();
            if (outcome.deed() == StickyComment.Deed.OUTDATED) {
                noComment("a later run has written it");
            }
        } catch (PullRequest.NoneException e) {
            noComment(e.getMessage());
        } catch (ApiException e) {
            noComment(reason(e));
        }
    }

    private static String reason(ApiException e) {
        return switch (e.status()) {
            case 401, 403, 404 ->
                e.getMessage()
                        + ": the token may not write there; the job needs permissions: pull-requests: write, and a"
                        + " pull request from a fork the two workflows of docs/github-actions.md";
            default -> e.getMessage();
        };
    }

    private void noComment(String why) {
        commands.add(WorkflowCommand.notice("Coldgate: no comment", why));
    }

    /** Returns the step's outputs, except those that only the step knows. */
    public Map<String, String> outputs(FinishedRun finished) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("verdict", finished.verdict());
        outputs.put(
                "failed-count",
                String.valueOf(finished.report()
                        .map(built -> built.count(Verdict.FAIL))
                        .orElse(0L)));
        outputs.put("comment-id", commentId == 0 ? "" : String.valueOf(commentId));
        outputs.put("exit-code", String.valueOf(finished.exitCode()));
        return outputs;
    }
}
