package io.coldgate.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** The command {@code coldgate} in a separate JVM; its output goes to Maven's log. */
final class GateProcess {
    private static final String MAIN = "io.coldgate.cli.Main";

    /**
     * The option that ties the gate's lifetime to Maven's: its standard input ends with Maven, even if Maven is killed.
     */
    private static final String ENDS_WITH_MAVEN = "-Dcoldgate.stdin.parent=true";

    /** The exit code of a gate that was stopped, whatever the signal. */
    static final int INTERRUPTED = 130;

    /** The exit code of a JVM that got SIGTERM, which may reach Maven and the gate alike. */
    private static final int TERMINATED = 143;

    /** The number of last lines of the gate that are kept. */
    private static final int KEPT_LINES = 20;

    /** The time that the gate needs to store its results and to remove what it deployed. */
    private static final long PATIENCE_SECONDS = 30;

    private final Log log;
    private final Path folder;
    private final List<Path> classPath;
    private final Deque<String> errors = new ArrayDeque<>();
    private volatile boolean stopped;

    /**
     * Prepares the process without starting it.
     *
     * @param folder the working directory
     * @param classPath the gate and its libraries
     */
    GateProcess(Log log, Path folder, List<Path> classPath) {
        this.log = log;
        this.folder = folder;
        this.classPath = classPath;
    }

    /** Runs to the end and returns the exit code; {@link #INTERRUPTED} if Maven or a signal stopped the gate. */
    int run(List<String> arguments) throws IOException {
        Process gate = new ProcessBuilder(command(arguments))
                .directory(folder.toAbsolutePath().toFile())
                .start();
        Thread end = new Thread(() -> stop(gate), "coldgate-stop");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            Thread reader = new Thread(() -> copy(gate.getErrorStream(), this::error), "coldgate-errors");
            reader.start();
            copy(gate.getInputStream(), log::info);
            reader.join();
            int exitCode = gate.waitFor();
            return stopped || exitCode == TERMINATED ? INTERRUPTED : exitCode;
        } catch (InterruptedException e) {
            stop(gate);
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } finally {
            if (!gate.isAlive()) {
                forget(end);
            }
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As in ./coldgate: quick to start, and without background threads that would disturb measurements.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporaryFolder(),
                ENDS_WITH_MAVEN,
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN));
        command.addAll(arguments);
        return command;
    }

    /** Returns the folder that ./coldgate would use; Java itself ignores TMPDIR. */
    private static String temporaryFolder() {
        String named = System.getenv("TMPDIR");
        return named == null || named.isEmpty() ? System.getProperty("java.io.tmpdir") : named;
    }

    /** Stops the gate along with Maven; it then stores its results and removes what it deployed. */
    private void stop(Process gate) {
        stopped = true;
        // Process.destroy would also close the streams, whose last lines are still being copied.
        gate.toHandle().destroy();
        try {
            gate.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Maven is ending, and will find the gate ended.
            return;
        }
    }

    private static void copy(InputStream from, Consumer<String> to) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            lines.lines().forEach(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void error(String line) {
        log.info(line);
        synchronized (errors) {
            errors.add(line);
            if (errors.size() > KEPT_LINES) {
                errors.remove();
            }
        }
    }

    /** Returns the last lines that the gate wrote to standard error. */
    List<String> lastErrors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }
}
