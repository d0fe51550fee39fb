package io.coldgate.build;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program that the gate waits for: it has no input, and ends with all that it started when the wait is interrupted.
 */
public final class ChildProcess {
    /** Longer than anybody waits: nothing is told before. */
    private static final Duration NOT_TOLD = Duration.ofDays(1);

    private ChildProcess() {}

    /** Its exit code. */
    static int run(ProcessBuilder program) throws IOException, InterruptedException {
        return run(program, NOT_TOLD, sofar -> {});
    }

    /**
     * Its exit code.
     *
     * @param running is told how long it has been running, after {@code first} and then at distances that double
     */
    static int run(ProcessBuilder program, Duration first, Consumer<Duration> running)
            throws IOException, InterruptedException {
        Process process = started(program);
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

    /** Returns its exit code; empty when it was ended because it took longer than that. */
    public static OptionalInt run(ProcessBuilder program, Duration patience) throws IOException, InterruptedException {
        Process process = started(program);
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } finally {
            end(process);
        }
    }

    private static Process started(ProcessBuilder program) throws IOException {
        Process process = program.start();
        process.getOutputStream().close();
        return process;
    }

    /** Ends it with all that it started; of one that ended there is nothing to end. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
