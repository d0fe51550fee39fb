package io.coldgate.thresholds.diagnostic;

/** The escape sequences that diagnostics use. */
final class Ansi {
    static final String BOLD = "\u001b[1m";
    static final String RED = "\u001b[1;31m";
    static final String DIM = "\u001b[2m";
    static final String RESET = "\u001b[0m";

    private Ansi() {}
}
