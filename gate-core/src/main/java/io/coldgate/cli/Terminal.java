package io.coldgate.cli;

import java.io.PrintStream;

/**
 * The standard streams, and whether people watch them.
 *
 * @param out results
 * @param err progress and diagnostics
 * @param colorOut whether results are coloured
 * @param colorErr whether diagnostics are coloured
 * @param live whether a progress line may be drawn over and over
 */
record Terminal(PrintStream out, PrintStream err, boolean colorOut, boolean colorErr, boolean live) {
    /** One line about a failure of the run, not of a check. */
    void error(String message) {
        err.println("coldgate: " + message);
    }

    /** Without colours. */
    Terminal plain() {
        return new Terminal(out, err, false, false, live);
    }
}
