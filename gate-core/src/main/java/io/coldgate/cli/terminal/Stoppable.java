package io.coldgate.cli.terminal;

import io.coldgate.run.RunException;
import io.coldgate.run.ShutdownSignal;

/** Work that Ctrl-C and SIGTERM may end early. */
public final class Stoppable {
    private Stoppable() {}

    /** A command's work. */
    public interface Work {
        /** Does the work and returns the exit code. */
        int run() throws RunException;
    }

    /**
     * Does the work, and reports a failure before the signal is closed, after which the process may end.
     *
     * @return the exit code
     */
    public static int run(Terminal terminal, ShutdownSignal signal, Work work) {
        try (signal) {
            return said(terminal, work);
        }
    }

    private static int said(Terminal terminal, Work work) {
        try {
            return work.run();
        } catch (RunException e) {
            return terminal.failed(e);
        }
    }
}
