package io.coldgate.cli;

import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.UsualFolder;
import io.coldgate.run.history.HistoryRun;
import io.coldgate.run.history.MeasuredCommit;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coldgate history add}: files a finished run. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Files a finished check as one small file. The same run a second time changes nothing.")
final class HistoryAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "RUN-FOLDER",
            arity = "0..1",
            description = "The folder of a check (default: the usual one).")
    private @Nullable Path folder;

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Mixin
    private final HistoryPlaceOptions place = new HistoryPlaceOptions();

    @Option(names = "--commit", paramLabel = "REF", description = "The commit that was measured (default: HEAD).")
    private @Nullable String commit;

    @Option(
            names = "--change",
            negatable = true,
            description = "The run is of a change that is not merged: its failures count as blocked, not as breaches"
                    + " (default: as the CI's variables say).")
    private @Nullable Boolean change;

    @Option(names = "--dry-run", description = "Only say what would be filed.")
    private boolean dryRun;

    HistoryAddCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws RunException, InterruptedException {
        Path run = folder != null ? folder : UsualFolder.of(file.path());
        HistoryRun history = new HistoryRun(place.place());
        MeasuredCommit measured = MeasuredCommit.of(
                Path.of("").toAbsolutePath(), Optional.ofNullable(commit), Optional.ofNullable(change), environment);
        HistoryRun.Filed filed = history.add(run, measured, dryRun);
        String of = filed.run().change() ? "a change" : "the default branch";
        String what = filed.file() + " in " + history.name() + ": a run of " + of + ", "
                + filed.run().verdict().word() + ", " + filed.run().checks().size() + " checks, "
                + filed.run().series().size() + " series";
        String did = filed.isNew() ? dryRun ? "would file " : "filed " : "was filed before: ";
        terminal.out().println(did + what);
        return ExitCode.PASS;
    }
}
