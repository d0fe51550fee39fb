package io.coldgate.embedded.runtime.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a program of this machine to its end. */
public final class Tool {
    private Tool() {}

    /**
     * The end of a program.
     *
     * @param exit its exit code; empty if it was killed because it took too long
     * @param lastLine the last line that it printed; empty if it printed nothing
     */
    public record Outcome(OptionalInt exit, String lastLine) {
        /** Returns whether it ended in time, with 0. */
        public boolean isGood() {
            return exit.equals(OptionalInt.of(0));
        }
    }

    /**
     * Runs a command, with all that it starts.
     *
     * @param environment changes the server's own variables, which the command gets
     * @param limit after which it is killed
     * @throws IOException when it cannot be started
     */
    public static Outcome run(List<String> command, Consumer<Map<String, String>> environment, Duration limit)
            throws IOException, InterruptedException {
        // A pipe would have no end before the last process that holds it, which may hang.
        Path output = Files.createTempFile("coldgate-tool", ".log");
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            environment.accept(builder.environment());
            Process process = builder.start();
            // On POSIX systems the file has no name from here on: nothing is left of it however the server ends.
            try (InputStream printed = Files.newInputStream(output, StandardOpenOption.DELETE_ON_CLOSE)) {
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                return new Outcome(
                        ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), lastLine(printed));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
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
