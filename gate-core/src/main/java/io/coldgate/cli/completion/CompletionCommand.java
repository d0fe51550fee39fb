package io.coldgate.cli.completion;

import io.coldgate.cli.terminal.Terminal;
import io.coldgate.run.ExitCode;
import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.unit.Printable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate completion}: a script for the shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that completes commands and options in a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(coldgate completion bash)",
            "  source <(coldgate completion zsh)          # after compinit",
            "  coldgate completion fish > ~/.config/fish/completions/coldgate.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "bash, zsh or fish (default: ${DEFAULT-VALUE}).")
    private String shell = "bash";

    /** The command, which prints on the terminal. */
    public CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String text = switch (shell.toLowerCase(Locale.ROOT)) {
            // The script distinguishes the two shells: in zsh it uses bashcompinit.
            case "bash", "zsh" ->
                AutoComplete.bash(spec.root().name(), spec.root().commandLine());
            case "fish" -> FishCompletion.of(spec.root());
            default ->
                throw new ParameterException(
                        spec.commandLine(),
                        "no completion for the shell " + Printable.quote(shell) + DidYouMean.hint(shell, SHELLS));
        };
        terminal.out().print(text);
        return ExitCode.PASS;
    }
}
