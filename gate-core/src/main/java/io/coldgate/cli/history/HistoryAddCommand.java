package io.coldgate.cli.history;

import io.coldgate.cli.option.DryRun;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.history.FiledIncident;
import io.coldgate.history.FiledRun;
import io.coldgate.report.WatchText;
import io.coldgate.run.ExitCode;
import io.coldgate.run.ResultsFiles;
import io.coldgate.run.RunException;
import io.coldgate.run.UsualFolder;
import io.coldgate.run.history.HistoryRun;
import io.coldgate.run.history.MeasuredCommit;
import io.coldgate.run.history.WatchedIncidents;
import io.coldgate.run.watch.StateFile;
import io.coldgate.unit.Counted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** {@code coldgate history add}: files a finished run, or incidents of a watch. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Files a finished check, or the incidents of a watch that are over, as one small file each. Filing"
                        + " the same again changes nothing.")
final class HistoryAddCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RUN-FOLDER",
            arity = "0..*",
            description = "The folder of a check's run, or a folder of such folders, such as a build's shards (default:"
                    + " where check writes it).")
    private List<Path> folders = List.of();

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
                    + " (default: as the CI's variables, the branch, or the default branch's commits"
                    + " say).")
    private @Nullable Boolean change;

    @Option(
            names = "--watch",
            paramLabel = "STATE",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "File the incidents of coldgate watch that are over, with their times to recovery, instead of a"
                            + " run. STATE is the watch's state file (default: where watch writes it).")
    private @Nullable String watch;

    @Mixin
    private final DryRun dryRun = new DryRun("Print what would be filed; file nothing.");

    HistoryAddCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws RunException, InterruptedException {
        if (watch != null) {
            return addIncidents(watch);
        }
        HistoryRun history = new HistoryRun(place.place());
        MeasuredCommit measured = MeasuredCommit.of(
                Objects.requireNonNull(file.path().toAbsolutePath().getParent()),
                Optional.ofNullable(commit),
                Optional.ofNullable(change),
                environment);
        // Each shard is a run of its own, because it has a host of its own.
        for (Path run : runs()) {
            say(history.add(run, measured, dryRun.wanted()), history);
        }
        return ExitCode.PASS;
    }

    private List<Path> runs() throws RunException {
        return folders.isEmpty()
                ? List.of(UsualFolder.of(file.path()))
                : ResultsFiles.runFolders(folders, ExitCode.COULD_NOT_MEASURE);
    }

    private void say(HistoryRun.Filed<FiledRun> filed, HistoryRun history) {
        String of = filed.entry().change() ? "a change" : "the default branch";
        say(
                filed,
                history,
                "a run of " + of + ", " + filed.entry().verdict().word() + ", "
                        + Counted.of(filed.entry().checks().size(), "check") + ", "
                        + filed.entry().series().size() + " series");
        filed.note().ifPresent(note -> terminal.err().println("note: " + note));
    }

    private int addIncidents(String state) throws RunException, InterruptedException {
        if (!folders.isEmpty() || commit != null || change != null) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--watch files incidents: RUN-FOLDER, --commit and --change are about a run");
        }
        Path from = state.isEmpty() ? StateFile.usual(UsualFolder.of(file.path())) : Path.of(state);
        WatchedIncidents incidents = WatchedIncidents.read(from, "--watch");
        HistoryRun history = new HistoryRun(place.place());
        for (FiledIncident incident : incidents.over()) {
            say(
                    history.add(incident, dryRun.wanted()),
                    history,
                    incident.function() + ", recovery proven "
                            + WatchText.shown(Duration.ofMillis(incident.millisToRecovery())) + " after the alarm");
        }
        incidents.open().forEach(open -> terminal.out().println("not filed, because it is not over: " + open));
        incidents
                .unproven()
                .forEach(each -> terminal.out().println("not filed, because its recovery was not proven: " + each));
        if (incidents.over().isEmpty()
                && incidents.open().isEmpty()
                && incidents.unproven().isEmpty()) {
            terminal.out().println("no incident in " + from);
        }
        return ExitCode.PASS;
    }

    private void say(HistoryRun.Filed<?> filed, HistoryRun history, String what) {
        String did = filed.isNew() ? dryRun.wanted() ? "would file " : "filed " : "already filed: ";
        terminal.out().println(did + filed.file() + " in " + history.name() + ": " + what);
    }
}
