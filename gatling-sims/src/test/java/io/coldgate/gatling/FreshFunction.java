package io.coldgate.gatling;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/** Makes the function cold with the command of {@code coldgate.fresh}, and reports when that is done. */
final class FreshFunction {
    /** An update of a function takes seconds on AWS, or a minute for one in a VPC. */
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final String command;
    private final long begin = System.nanoTime();

    private FreshFunction(Process process, String command) {
        this.process = process;
        this.command = command;
    }

    static FreshFunction begin(String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        return new FreshFunction(process, command);
    }

    /** Returns whether the command is still running; one that takes too long is ended. */
    boolean isRunning() {
        if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            process.destroyForcibly();
        }
        return process.isAlive();
    }

    /**
     * Waits until the function is cold.
     *
     * @throws IOException when it is not: without cold starts there is nothing worth measuring
     */
    void await() throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("coldgate.fresh: took longer than " + PATIENCE_SECONDS + " s: " + command);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("coldgate.fresh: interrupted: " + command, e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("coldgate.fresh: exit " + process.exitValue() + ": " + command);
        }
    }
}
