package io.coldgate.cli.terminal;

import io.coldgate.run.RunException;
import io.coldgate.run.ShutdownSignal;

/** Work that Ctrl-C and SIGTERM may end early. */
public final class Stoppable {
    private Stoppable() {}

    /** A command's work. */
    public interface Work {
        /** Returns what the command exits with. */
        int run() throws RunException;
    }

    /**
     * Does the work, and says why it failed before the signal is closed: the process may end then.
     *
     * @return what the command exits with
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
