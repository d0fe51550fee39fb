package io.coldgate.cli.history;

import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.history.HistoryView;
import io.coldgate.report.HistoryJson;
import io.coldgate.report.HistoryTable;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.history.HistoryRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coldgate history show}: the history as a table. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints each series' newest median with its trend, and each budget's days without a breach.")
final class HistoryShowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final HistoryPlaceOptions place = new HistoryPlaceOptions();

    @Option(names = "--all", description = "Show series without a budget too.")
    private boolean all;

    @Option(names = "--changed-only", description = "Show only series that changed, and budgets with a breach.")
    private boolean changedOnly;

    /** The former name of {@code --changed-only}; in other commands, {@code --quiet} is about progress. */
    @Option(
            names = {"-q", "--quiet"},
            hidden = true)
    private boolean formerly;

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    HistoryShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException, InterruptedException {
        boolean changed = changedOnly || formerly;
        if (all && changed) {
            throw new ParameterException(spec.commandLine(), "--all and --changed-only exclude each other");
        }
        HistoryRun history = new HistoryRun(place.place());
        HistoryView view = history.view();
        HistoryTable.Rows rows =
                all ? HistoryTable.Rows.ALL : changed ? HistoryTable.Rows.CHANGED : HistoryTable.Rows.USUAL;
        terminal.out()
                .print(json.wanted() ? HistoryJson.render(view) : HistoryTable.render(view, history.name(), rows));
        return ExitCode.PASS;
    }
}
