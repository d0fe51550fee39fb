package io.coldgate.build;

import java.io.IOException;

/**
 * A program that the gate waits for: it has no input, and ends with all that it started when the wait is interrupted.
 */
final class ChildProcess {
    private ChildProcess() {}

    /** Its exit code. */
    static int run(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.start();
        process.getOutputStream().close();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }
}
