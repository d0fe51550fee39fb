package io.coldgate.cli;

import io.coldgate.cli.terminal.Crash;
import io.coldgate.cli.terminal.ResultStream;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.unit.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command {@code coldgate}. */
public final class Main {
    private static final int LONGEST_REASON = 200;

    private Main() {}

    /**
     * Runs a command and exits with its code. Even an error of the JVM, or a defect, does not end with 1, because that
     * code is a verdict.
     */
    public static void main(String... args) {
        int code;
        StartedBy.watch();
        try {
            code = run(args);
        } catch (Error | RuntimeException e) {
            code = GitStep.exitCode(Crash.of(e, System.err), args);
        }
        // While Ctrl-C ends the process, its shutdown hook waits for this thread, so calling exit would deadlock.
        if (!ShutdownSignal.isShuttingDown()) {
            System.exit(code);
        }
    }

    private static int run(String... args) {
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean outTty = isTerminal("coldgate.stdout.tty");
        boolean errTty = isTerminal("coldgate.stderr.tty");
        boolean color =
                System.getenv("NO_COLOR") == null || System.getenv("NO_COLOR").isEmpty();
        Terminal terminal = new Terminal(out, err, outTty && color, errTty && color, errTty);
        int code = Cli.run(terminal, args);
        out.flush();
        int end = results.lost().map(why -> lost(terminal, why, code, args)).orElse(code);
        err.flush();
        return end;
    }

    /** Reports that output was lost. An exit code other than success is kept, because it is the run's decision. */
    private static int lost(Terminal terminal, String why, int code, String... args) {
        terminal.error("standard output cannot be written, so not all of the result was printed: "
                + Printable.escape(why, LONGEST_REASON)
                + "; free some space there, or redirect it elsewhere");
        return code == ExitCode.PASS ? GitStep.exitCode(ExitCode.COULD_NOT_MEASURE, args) : code;
    }

    /**
     * Returns whether a stream is a terminal, as told by the launcher script: Java only knows about both streams
     * together.
     */
    private static boolean isTerminal(String property) {
        return Boolean.getBoolean(property);
    }
}
