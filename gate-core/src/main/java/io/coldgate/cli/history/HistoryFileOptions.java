package io.coldgate.cli.history;

import io.coldgate.run.RunException;
import io.coldgate.run.history.HistoryRun;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of commands that make a file of a history. */
final class HistoryFileOptions {
    @Option(names = "--dry-run", description = "Read the history and say what would be written; write nothing.")
    private boolean dryRun;

    /** Writes the file, or says that it would be. */
    void write(Path file, String content, PrintStream out) throws RunException {
        if (!dryRun) {
            HistoryRun.write(file, content);
        }
        out.println((dryRun ? "would be written: " : "written: ") + file);
    }
}
