package io.coldgate.build;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program that the gate waits for: it ends with all that it started when the wait is interrupted. It has no input
 * where none is named.
 */
public final class ChildProcess {
    /** Longer than anybody waits: nothing is told before. */
    private static final Duration NOT_TOLD = Duration.ofDays(1);

    private static final byte[] NOTHING = {};

    private ChildProcess() {}

    /**
     * Returns its exit code.
     *
     * @param outputs where its output is led
     */
    static int run(ProcessBuilder program, KeptOutput... outputs) throws IOException, InterruptedException {
        return run(program, NOT_TOLD, sofar -> {}, outputs);
    }

    /**
     * Returns its exit code.
     *
     * @param input what it reads
     * @param outputs where all its output is led: it must not wait for a reader
     */
    static int run(ProcessBuilder program, byte[] input, KeptOutput... outputs)
            throws IOException, InterruptedException {
        return ended(started(program, input, outputs), NOT_TOLD, sofar -> {});
    }

    /**
     * Returns its exit code.
     *
     * @param running is told how long it has been running, after {@code first} and then at distances that double
     * @param outputs where its output is led
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
     * Returns its exit code; empty when it was ended because it took longer than that.
     *
     * @param outputs where its output is led
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
            // It ended, or closed its input, before it had read all: its exit code says what that means.
            return process;
        }
        return process;
    }

    /** Ends it with all that it started; of one that ended there is nothing to end. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
