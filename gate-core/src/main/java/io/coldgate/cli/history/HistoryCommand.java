package io.coldgate.cli.history;

import io.coldgate.cli.terminal.Terminal;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coldgate history}: finished runs, filed and shown over time. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Files finished runs and shows them over time: medians with intervals, change points, days without a"
                    + " breach.",
            "History never affects a verdict.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  coldgate history add --branch coldgate-history",
            "  coldgate history show --branch coldgate-history",
            "  coldgate history page public --branch coldgate-history"
        })
public final class HistoryCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private HistoryCommand() {}

    /**
     * Returns the command with its subcommands.
     *
     * @param environment the CI's variables, which identify the commit and whether it is a change
     */
    public static CommandLine line(Terminal terminal, Map<String, String> environment) {
        return new CommandLine(new HistoryCommand())
                .addSubcommand(new HistoryAddCommand(terminal, environment))
                .addSubcommand(new HistoryShowCommand(terminal))
                .addSubcommand(new HistoryPageCommand(terminal))
                .addSubcommand(new HistoryBadgeCommand(terminal));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given; commands: add, show, page, badge");
    }
}
