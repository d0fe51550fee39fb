package io.coldgate.build;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
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

    /** The exit codes of programs that SIGINT and SIGTERM ended. */
    private static final Set<Integer> OF_SIGNALS = Set.of(130, 143);

    /** The time until this process notices Ctrl-C: the terminal sends it to the program too, which may end earlier. */
    private static final Duration UNTIL_HEARD = Duration.ofMillis(300);

    /** The same after a program that a signal ended: it seldom has another cause, so waiting longer costs nothing. */
    private static final Duration UNTIL_HEARD_AFTER_SIGNAL = Duration.ofSeconds(2);

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

    /**
     * Waits until Ctrl-C would be noticed, so a program that failed because of it is not blamed.
     *
     * @param exit the exit code with which the program failed
     * @throws InterruptedException if the user stopped the run
     */
    static void hearInterrupt(int exit) throws InterruptedException {
        Duration patience = OF_SIGNALS.contains(exit) ? UNTIL_HEARD_AFTER_SIGNAL : UNTIL_HEARD;
        TimeUnit.NANOSECONDS.sleep(patience.toNanos());
    }

    /** Kills a process with all its descendants; does nothing if it has ended. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
