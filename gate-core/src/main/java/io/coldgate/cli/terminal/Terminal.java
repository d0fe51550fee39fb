package io.coldgate.cli.terminal;

import io.coldgate.run.RunException;
import java.io.PrintStream;

/** The standard streams, and whether people watch them. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private boolean colorOut;
    private boolean colorErr;

    /**
     * A terminal.
     *
     * @param out results
     * @param err progress and diagnostics
     * @param colorOut whether results are coloured
     * @param colorErr whether diagnostics are coloured
     * @param live whether a progress line may be redrawn
     */
    public Terminal(PrintStream out, PrintStream err, boolean colorOut, boolean colorErr, boolean live) {
        this.out = out;
        this.err = err;
        this.colorOut = colorOut;
        this.colorErr = colorErr;
        this.live = live;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public boolean colorOut() {
        return colorOut;
    }

    public boolean colorErr() {
        return colorErr;
    }

    public boolean live() {
        return live;
    }

    /** Prints one line about a failure of the run, not of a check. */
    public void error(String message) {
        err.println("coldgate: " + message);
    }

    /** Prints why a run ends, and returns the exit code. */
    public int failed(RunException failure) {
        err.println(colorErr ? failure.colored() : failure.getMessage());
        return failure.exitCode();
    }

    /** Disables colours from now on. */
    public void withoutColors() {
        colorOut = false;
        colorErr = false;
    }
}
