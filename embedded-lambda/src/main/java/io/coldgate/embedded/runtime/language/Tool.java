package io.coldgate.embedded.runtime.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine to its end. */
final class Tool {
    private Tool() {}

    /**
     * The end of a program.
     *
     * @param ok whether it ended in time, with 0
     * @param lastLine of all that it printed; empty for nothing
     */
    record Outcome(boolean ok, String lastLine) {}

    /**
     * Runs a command in the server's own environment.
     *
     * @param variables set besides
     * @param removed names of variables that it must not see
     * @throws IOException when it cannot be started, or the wait for it was interrupted
     */
    static Outcome run(List<String> command, Map<String, String> variables, Set<String> removed, Duration limit)
            throws IOException {
        Path output = Files.createTempFile("coldgate-tool", ".log");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeAll(removed);
            builder.environment().putAll(variables);
            Process process = builder.start();
            // On POSIX systems the file has no name from here on: nothing is left of it however the server ends.
            try (InputStream printed = Files.newInputStream(output, StandardOpenOption.DELETE_ON_CLOSE)) {
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
                return new Outcome(
                        ended && process.exitValue() == 0,
                        ended ? lastLine(printed) : "it took over " + limit.toMinutes() + " minutes");
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.get(0) + " ran", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String lastLine(InputStream printed) throws IOException {
        String last = "";
        for (String line : new String(printed.readAllBytes(), StandardCharsets.ISO_8859_1).split("\\R")) {
            last = line.isBlank() ? last : line.strip();
        }
        return last;
    }
}
