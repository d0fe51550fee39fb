package io.coldgate.cli.history;

import io.coldgate.cli.terminal.Terminal;
import io.coldgate.report.html.HistoryPage;
import io.coldgate.run.ExitCode;
import io.coldgate.run.ReplaceableFile;
import io.coldgate.run.RunException;
import io.coldgate.run.Version;
import io.coldgate.run.history.HistoryRun;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code coldgate history page}: the history as a page to look at. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        description = "Writes the history as a single page, index.html, that loads no other files.")
final class HistoryPageCommand implements Callable<Integer> {
    private static final String INDEX = "index.html";

    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", description = "The folder for the page; created if it is missing.")
    private @Nullable Path folder;

    @Mixin
    private final HistoryPlaceOptions place = new HistoryPlaceOptions();

    @Mixin
    private final HistoryFileOptions output = new HistoryFileOptions();

    HistoryPageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException, InterruptedException {
        HistoryRun history = new HistoryRun(place.place());
        Path page = Objects.requireNonNull(folder).resolve(INDEX);
        ReplaceableFile.require(page, HistoryPage.BEGIN, "history's page");
        output.write(page, HistoryPage.render(history.view(), history.name(), Version.text()), terminal.out());
        return ExitCode.PASS;
    }
}
