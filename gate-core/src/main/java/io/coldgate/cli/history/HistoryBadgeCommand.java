package io.coldgate.cli.history;

import io.coldgate.cli.terminal.Terminal;
import io.coldgate.report.html.HistoryBadge;
import io.coldgate.run.ExitCode;
import io.coldgate.run.ReplaceableFile;
import io.coldgate.run.RunException;
import io.coldgate.run.history.HistoryRun;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code coldgate history badge}: days without a breach, for a README. */
@Command(
        name = "badge",
        mixinStandardHelpOptions = true,
        description = "Writes an SVG that says for how many days no budget was breached.")
final class HistoryBadgeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file to write, such as badge.svg.")
    private @Nullable Path file;

    @Mixin
    private final HistoryPlaceOptions place = new HistoryPlaceOptions();

    @Mixin
    private final HistoryFileOptions output = new HistoryFileOptions();

    HistoryBadgeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException, InterruptedException {
        Path badge = Objects.requireNonNull(file);
        ReplaceableFile.require(badge, HistoryBadge.BEGIN, "badge");
        output.write(badge, HistoryBadge.render(new HistoryRun(place.place()).view()), terminal.out());
        return ExitCode.PASS;
    }
}
