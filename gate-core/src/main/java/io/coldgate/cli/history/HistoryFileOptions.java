package io.coldgate.cli.history;

import io.coldgate.cli.option.DryRun;
import io.coldgate.run.RunException;
import io.coldgate.run.history.HistoryRun;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** Options of commands that write a file from a history. */
final class HistoryFileOptions {
    @Mixin
    private final DryRun dryRun = new DryRun("Read the history and print what would be written; write nothing.");

    /** Writes the file, or reports that it would be written. */
    void write(Path file, String content, PrintStream out) throws RunException {
        if (!dryRun.wanted()) {
            HistoryRun.write(file, content);
        }
        out.println((dryRun.wanted() ? "would be written: " : "written: ") + file);
    }
}
