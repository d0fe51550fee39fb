package io.coldgate.run.canary;

import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.StepResult;
import io.coldgate.logs.LoggedInvocation;
import io.coldgate.report.CanaryJson;
import io.coldgate.report.CanaryLines;
import io.coldgate.run.RunException;
import io.coldgate.run.RunFolder;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The files of a canary: every invocation as soon as it is counted, and the result at the end. */
final class CanaryFiles implements AutoCloseable {
    private final RunFolder folder;
    private @Nullable Writer lines;

    private CanaryFiles(RunFolder folder) {
        this.folder = folder;
    }

    /** Locks the folder; the files of an earlier canary stay until this one begins. */
    static CanaryFiles open(Path folder) throws RunException {
        return new CanaryFiles(RunFolder.open(folder));
    }

    /** Removes the files of an earlier canary, which must not be taken for those of this one. */
    void begin() throws IOException {
        Files.deleteIfExists(folder.path().resolve(RunFolder.CANARY));
        lines = Files.newBufferedWriter(
                folder.path().resolve(RunFolder.CANARY_LINES),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    void stepBegins(String version, double share, long epochMillis) throws IOException {
        write(CanaryLines.begins(version, share, epochMillis));
        flush();
    }

    void counted(LoggedInvocation invocation) throws IOException {
        write(CanaryLines.of(invocation));
    }

    /**
     * Passes the counted invocations to the operating system: a process that is killed afterwards loses none of them.
     */
    void flush() throws IOException {
        if (lines != null) {
            lines.flush();
        }
    }

    void stepEnds(StepResult step) throws IOException {
        write(CanaryLines.ends(step));
        flush();
    }

    private void write(String line) throws IOException {
        if (lines != null) {
            lines.write(line);
        }
    }

    /** Writes the final result. */
    void ended(CanaryResult result) throws IOException {
        folder.replace(RunFolder.CANARY, CanaryJson.render(result));
    }

    @Override
    public void close() throws IOException {
        closeLines();
        folder.close();
    }

    private void closeLines() {
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            // A failed write has already ended the canary with a message.
            lines = null;
        }
    }
}
