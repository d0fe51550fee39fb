package io.coldgate.cli;

import io.coldgate.bisect.Bisection;
import io.coldgate.bisect.Commit;
import io.coldgate.cli.option.DryRun;
import io.coldgate.cli.option.MeasuringOptions;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.Output;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.TimeLimit;
import io.coldgate.cli.terminal.Stoppable;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.report.BisectText;
import io.coldgate.report.ExplanationText;
import io.coldgate.run.ExitCode;
import io.coldgate.run.GateOptions;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.bisect.BisectOptions;
import io.coldgate.run.bisect.BisectRun;
import io.coldgate.run.bisect.StepRun;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.read.Quantiles;
import io.coldgate.unit.Counted;
import java.util.List;
import java.util.Objects;
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

/** {@code coldgate bisect}: the first commit that made a function slower. */
@Command(
        name = "bisect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Finds the first commit that made a function slower. Commits between GOOD and BAD are built in a worktree"
                    + " of the gate's own, and each is compared with GOOD in interleaved rounds until evidence decides."
                    + " What cannot be built or decided is skipped. An interrupted search goes on when the command is"
                    + " run again.",
            "Exits with 0 when one commit is found and proven, with 3 when it is not.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  coldgate bisect v1.4 main --function checkout",
            "  coldgate bisect v1.4 main --function checkout --metric init_cpu --tolerance +10%%",
            "  git bisect run coldgate bisect --step v1.4 --function checkout"
        })
final class BisectCommand implements Callable<Integer> {
    private static final int MOST_SAMPLES = 100_000;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "GOOD", description = "A ref of a commit that is fast.")
    private String good = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "BAD",
            description = "A later one that is slow (default: HEAD).")
    private @Nullable String bad;

    @Option(
            names = "--function",
            paramLabel = "NAME",
            description = "The function (default: the only one of the file).")
    private @Nullable String function;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description = "The metric, as under budgets (default: ${DEFAULT-VALUE}).")
    private String metric = "init_duration";

    @Option(
            names = "--quantile",
            paramLabel = "NAME",
            description = "The quantile: p50, p75, p90, p95, p99 (default: ${DEFAULT-VALUE}).")
    private String quantile = "p50";

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            description = "A commit is slow when it is proven to be more than this over GOOD (default: +5%% for BAD and"
                    + " with --step; for the commits in between, what follows from BAD's step, at least +5%%).")
    private @Nullable String tolerance;

    @Option(names = "--max-samples", paramLabel = "N", description = "Rounds of each comparison at most.")
    private @Nullable Integer maxSamples;

    @Option(names = "--anew", description = "Forget the comparisons of an earlier, interrupted search.")
    private boolean anew;

    @Option(names = "--no-explain", description = "Do not explain the commit that is found.")
    private boolean noExplain;

    @Mixin
    private final DryRun dryRun = new DryRun("Say how many commits would be searched; measure nothing.");

    @Option(
            names = GitStep.OPTION,
            description = "A step of git bisect run: compares what is checked out with GOOD, and exits with 0 (fast), 1"
                    + " (slow), 125 (skip), or 128, which ends git's bisection.")
    private boolean step;

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions(
            new TimeLimit("Longest time for each comparison, such as 2m; a commit that is open then is skipped."),
            Output.within("the state of the search and the records of its comparisons", "bisect"),
            new Quiet(Quiet.NO_PROGRESS));

    BisectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        BisectOptions options = options();
        RunListener listener = new TerminalListener(terminal, measuring.quiet(), false);
        if (step) {
            return step(options, listener);
        }
        BisectRun run = new BisectRun(options, listener);
        if (dryRun.wanted() && measuring.json()) {
            throw new ParameterException(
                    spec.commandLine(), "--dry-run of a bisection is a line for people: leave --json out");
        }
        if (dryRun.wanted()) {
            List<Commit> commits = run.select();
            terminal.out()
                    .printf(
                            "%s to search: at most %d comparisons, if none is skipped%n",
                            Counted.of(commits.size(), "commit"), Bisection.comparisons(commits.size()) + 2);
            return ExitCode.PASS;
        }
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), () -> {
            BisectRun.Result result = run.run();
            terminal.out().print(measuring.json() ? result.state().json() : text(result));
            listener.remark("results: " + result.folder());
            return result.exitCode();
        });
    }

    private Integer step(BisectOptions options, RunListener listener) {
        if (bad != null || dryRun.wanted() || measuring.json()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--step compares what is checked out with GOOD: leave BAD, --dry-run and --json out");
        }
        StepRun run = new StepRun(options, listener);
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), () -> {
            StepRun.Step result = run.run();
            terminal.out().println(result.line());
            return result.exitCode();
        });
    }

    private static String text(BisectRun.Result result) {
        String text = BisectText.render(
                result.state(), Objects.requireNonNull(result.state().result()), result.commits());
        return text
                + result.explanation()
                        .map(explanation -> "\n" + ExplanationText.render(explanation))
                        .orElse("");
    }

    private BisectOptions options() {
        Optional<BudgetRule.Quantile> named = Quantiles.named(quantile);
        if (named.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--quantile " + quantile + ": must be one of: " + Quantiles.names());
        }
        return BisectOptions.builder()
                .good(good)
                .bad(bad == null ? "HEAD" : bad)
                .function(Optional.ofNullable(function))
                .metric(metric)
                .quantile(named.get())
                .tolerance(
                        Optional.ofNullable(tolerance).map(given -> OptionValues.increase(spec, "--tolerance", given)))
                .anew(anew)
                .explained(!noExplain)
                .run(GateOptions.builder()
                        .file(measuring.file())
                        .platform(measuring.platform())
                        .maxSamples(OptionValues.within(spec, "--max-samples", maxSamples, 1, MOST_SAMPLES))
                        .timeLimit(measuring.timeLimit())
                        .seed(measuring.seed().given())
                        .output(measuring.output())
                        .build())
                .build();
    }
}
