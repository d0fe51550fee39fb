package io.coldgate.cli;

import io.coldgate.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line in this JVM, and what it says. */
final class CapturedCli {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs one command and returns its exit code; what it says follows what was said before. */
    int run(String... args) {
        return Cli.run(terminal(), args);
    }

    /** Forgets what was said so far, and runs one command. */
    int runAnew(String... args) {
        out.reset();
        err.reset();
        return run(args);
    }

    /** Returns where what is said goes: no colours, and nobody who watches. */
    Terminal terminal() {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false);
    }

    /** Returns standard output so far; the next call gives what follows. */
    String takeOut() {
        String text = out();
        out.reset();
        return text;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Returns everything that was said, for a failing assertion. */
    String text() {
        return out() + err();
    }
}
