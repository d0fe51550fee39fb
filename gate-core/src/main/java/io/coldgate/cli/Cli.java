package io.coldgate.cli;

import io.coldgate.cli.option.UnknownWord;
import io.coldgate.cli.terminal.Crash;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.Version;
import io.coldgate.run.bisect.GitCode;
import io.coldgate.unit.Printable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root command. */
@Command(
        name = "coldgate",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.VersionLines.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "A performance gate for AWS Lambda cold starts: deploys each function, forces cold starts, and decides"
                    + " every budget of thresholds.yaml with evidence.",
            ""
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    every check passed",
            "  1    a check failed",
            "  2    usage or configuration error; nothing was deployed",
            "  3    inconclusive, and the policy fails that",
            "  4    could not measure",
            "  130  interrupted; what was measured can be judged",
            "  143  ended by SIGTERM; likewise",
            "",
            "First steps: coldgate init; coldgate validate; coldgate check --dry-run; coldgate check"
        })
final class Cli implements Runnable {
    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Cli(Terminal terminal) {
        this.terminal = terminal;
    }

    @CommandLine.Option(
            names = "--no-color",
            scope = CommandLine.ScopeType.INHERIT,
            description = "No colours; the variable NO_COLOR does the same.")
    private void noColor(boolean off) {
        if (off) {
            terminal.withoutColors();
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; try: coldgate check");
    }

    /** Runs the command line and returns the exit code. */
    static int run(Terminal terminal, String... args) {
        try {
            CommandLine line = new CommandLine(new Cli(terminal));
            new Commands(terminal).addFor(line, args);
            return GitStep.exitCode(prepared(line, terminal).execute(args), args);
        } catch (Error e) {
            return GitStep.exitCode(Crash.of(e, terminal.err()), args);
        }
    }

    /** Returns all commands and their options. */
    static CommandLine line(Terminal terminal) {
        CommandLine line = new CommandLine(new Cli(terminal));
        new Commands(terminal).addAll(line);
        return prepared(line, terminal);
    }

    private static CommandLine prepared(CommandLine line, Terminal terminal) {
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colorOut() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((e, arguments) -> usage(terminal, e));
        line.setExecutionExceptionHandler((e, commandLine, result) -> failed(terminal, e));
        return line;
    }

    private static int usage(Terminal terminal, ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = e instanceof UnmatchedArgumentException unmatched
                ? UnknownWord.sentence(unmatched)
                : String.valueOf(e.getMessage());
        terminal.error(Printable.escape(message, 300) + " (see: " + command + " --help)");
        return GitStep.isMeant(e) ? GitCode.ABORT : ExitCode.USAGE;
    }

    private static int failed(Terminal terminal, Exception e) throws Exception {
        if (e instanceof RunException failure) {
            return terminal.failed(failure);
        }
        // A defect of the gate rather than a user's mistake, so the stack trace is needed.
        terminal.error("internal error, please report it: " + e);
        e.printStackTrace(terminal.err());
        return ExitCode.COULD_NOT_MEASURE;
    }

    /** Provides the lines that {@code --version} prints. */
    static final class VersionLines implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "coldgate " + Version.text(),
                "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
