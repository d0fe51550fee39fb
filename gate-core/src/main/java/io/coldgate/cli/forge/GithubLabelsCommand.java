package io.coldgate.cli.forge;

import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.forge.ApiException;
import io.coldgate.github.AcceptLabels;
import io.coldgate.github.GitHubApi;
import io.coldgate.github.PullRequest;
import io.coldgate.github.Runner;
import io.coldgate.github.WorkflowCommand;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Pacing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code coldgate github-labels}: writes the exceptions that a pull request's labels accept into a file for
 * {@code --accept}.
 */
@Command(
        name = "github-labels",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes what a pull request's labels accept: coldgate-accept: FUNCTION, set by somebody with write access.",
            "Runs in a step of a workflow; action.yml calls it. The token is read from GITHUB_TOKEN. Writes no file"
                    + " where no label counts.",
            ""
        })
public final class GithubLabelsCommand implements Callable<Integer> {
    /** The validity of the exceptions: a run may continue past midnight, and the next run reads the labels again. */
    private static final int DAYS = 1;

    private final Terminal terminal;
    private final Runner runner;
    private final Pacing pacing;
    private final Clock clock;

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private Path target = Path.of("");

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    /**
     * The command in a step of a workflow.
     *
     * @param environment the step's variables
     * @param pacing waits when the API is busy
     * @param clock gives the date from which a label's last day is counted
     */
    public GithubLabelsCommand(Terminal terminal, Map<String, String> environment, Pacing pacing, Clock clock) {
        this.terminal = terminal;
        this.runner = new Runner(environment);
        this.pacing = pacing;
        this.clock = clock;
    }

    @Override
    public Integer call() throws RunException {
        try {
            String missing = runner.missing();
            if (!missing.isEmpty() || runner.token().isEmpty()) {
                say("this is not a workflow run with a token, so no label was read: "
                        + (missing.isEmpty() ? "GITHUB_TOKEN" : missing) + " missing in the environment");
                return ExitCode.PASS;
            }
            GitHubApi api = new GitHubApi(runner.api(), runner.token().get(), pacing);
            PullRequest pullRequest = PullRequest.find(
                    api,
                    runner.repository().get(),
                    runner.event(),
                    runner.payload().get());
            write(new AcceptLabels(api, runner.repository().get(), pullRequest.number()));
            return ExitCode.PASS;
        } catch (PullRequest.NoneException e) {
            return ExitCode.PASS;
        } catch (ApiException e) {
            // Without an answer, nothing is accepted: the gate decides as it would without labels.
            say("labels cannot be read, and accept nothing: " + e.getMessage());
            return ExitCode.PASS;
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, target + ": cannot be written: " + Disk.reason(e));
        }
    }

    private void write(AcceptLabels labels) throws ApiException, InterruptedException, IOException, RunException {
        AcceptLabels.Found found = labels.find();
        found.refused().forEach(this::say);
        if (found.accepted().isEmpty()) {
            return;
        }
        List<String> functions = functions();
        List<AcceptLabels.Accepted> known = found.accepted().stream()
                .filter(each -> functions.contains(each.function()))
                .toList();
        // Another thresholds file of the repository may contain the function.
        found.accepted().stream()
                .filter(each -> !known.contains(each))
                .forEach(each -> say(
                        "the label coldgate-accept: " + each.function() + " is about no function of " + file.path()));
        if (!known.isEmpty()) {
            LocalDate until =
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(DAYS);
            Files.writeString(target, labels.file(new AcceptLabels.Found(known, List.of()), until));
        }
    }

    /** Returns the names of the functions, which are the same on every platform. */
    private List<String> functions() throws RunException {
        return ThresholdsInput.read(file.path(), ReadOptions.beforeRoles(PlatformName.EMBEDDED)).functions().stream()
                .map(FunctionSpec::name)
                .toList();
    }

    private void say(String what) {
        terminal.out().println(WorkflowCommand.notice("Coldgate: labels", what).text());
    }
}
