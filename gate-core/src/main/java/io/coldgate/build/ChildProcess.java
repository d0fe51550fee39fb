package io.coldgate.build;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program that the gate waits for. If the wait is interrupted, the program is killed with all its descendants.
 * Without an explicit input, its standard input is empty.
 */
public final class ChildProcess {
    /** A delay that is longer than any run, so that nothing is reported. */
    private static final Duration NOT_TOLD = Duration.ofDays(1);

    private static final byte[] NOTHING = {};

    private ChildProcess() {}

    /**
     * Runs a program and returns its exit code.
     *
     * @param input its standard input
     * @param outputs the files that receive all its output, because nobody reads from a pipe
     */
    static int run(ProcessBuilder program, byte[] input, KeptOutput... outputs)
            throws IOException, InterruptedException {
        return ended(started(program, input, outputs), NOT_TOLD, sofar -> {});
    }

    /**
     * Runs a program and returns its exit code.
     *
     * @param running receives the elapsed time, after {@code first} and then at intervals that double
     * @param outputs the files that receive its output
     */
    static int run(ProcessBuilder program, Duration first, Consumer<Duration> running, KeptOutput... outputs)
            throws IOException, InterruptedException {
        return ended(started(program, NOTHING, outputs), first, running);
    }

    private static int ended(Process process, Duration first, Consumer<Duration> running) throws InterruptedException {
        try {
            Duration sofar = first;
            Duration pause = first;
            while (!process.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                running.accept(sofar);
                pause = sofar;
                sofar = sofar.plus(pause);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            end(process);
            throw e;
        }
    }

    /**
     * Runs a program and returns its exit code; empty if it was killed after the given time.
     *
     * @param outputs the files that receive its output
     */
    public static OptionalInt run(ProcessBuilder program, Duration patience, KeptOutput... outputs)
            throws IOException, InterruptedException {
        Process process = started(program, NOTHING, outputs);
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } finally {
            end(process);
        }
    }

    private static Process started(ProcessBuilder program, byte[] input, KeptOutput... outputs) throws IOException {
        Process process = program.start();
        for (KeptOutput output : outputs) {
            output.unname();
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // The program ended, or closed its input, before it had read everything; its exit code tells the rest.
            return process;
        }
        return process;
    }

    /** Kills a process with all its descendants; does nothing if it has ended. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
