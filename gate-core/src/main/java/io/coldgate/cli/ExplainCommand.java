package io.coldgate.cli;

import io.coldgate.cli.option.MeasuringOptions;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.Output;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.option.TimeLimit;
import io.coldgate.cli.terminal.Stoppable;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.deploy.ExplainSettings;
import io.coldgate.report.ExplanationText;
import io.coldgate.run.ExplainChoice;
import io.coldgate.run.ExplanationRun;
import io.coldgate.run.GateOptions;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coldgate explain}: the composition of a cold start. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what the cold start of a function is made of: phases, package inits, lines, and what to do. With"
                    + " --against, what got slower, and the import that brought it in. Nothing is judged.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  coldgate explain checkout",
            "  coldgate explain checkout --against",
            "  coldgate explain checkout --against origin/main --json"
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final SharedOptions.Functions functions = new SharedOptions.Functions();

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions(
            new TimeLimit("Longest time to measure, such as 2m."),
            Output.within("the run's records and the explanations", "explain"),
            new Quiet(Quiet.NO_PROGRESS));

    @Option(
            names = "--against",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "REF",
            description = "Compare with a git ref, such as origin/main; without one, with the function's baseline.")
    private @Nullable String against;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "Starts of each arm that are stopped on their way; a fifth as many are traced (default:"
                    + " ${DEFAULT-VALUE}).")
    private int starts = ExplainSettings.STOPS;

    @Option(names = "--no-handler", description = "Do not run the handler: it may have effects.")
    private boolean noHandler;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        var unused =
                OptionValues.within(spec, "--starts", starts, ExplainSettings.FEWEST_STOPS, ExplainSettings.MOST_STOPS);
        ReadOptions options = new ReadOptions(measuring.platform(), Optional.empty(), Optional.empty());
        List<String> chosen = functions.patterns();
        Thresholds thresholds =
                ThresholdsInput.select(ThresholdsInput.read(measuring.file(), options, chosen), chosen, "");
        RunListener listener = new TerminalListener(terminal, measuring.quiet(), false);
        ExplanationRun run = new ExplanationRun(
                new ExplanationRun.Options(
                        against != null,
                        Optional.ofNullable(against).filter(ref -> !ref.isEmpty()),
                        new ExplainChoice(Optional.empty(), starts, !noHandler),
                        GateOptions.builder()
                                .file(measuring.file())
                                .timeLimit(measuring.timeLimit())
                                .seed(measuring.seed().given())
                                .output(measuring.output())
                                .build()),
                listener);
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), () -> {
            ExplanationRun.Result result = run.run(thresholds);
            terminal.out().print(measuring.json() ? result.json() : ExplanationText.render(result.explanations()));
            result.tell(listener);
            return result.exitCode();
        });
    }
}
