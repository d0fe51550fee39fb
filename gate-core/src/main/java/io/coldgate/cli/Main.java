package io.coldgate.cli;

import io.coldgate.cli.terminal.Crash;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.run.ShutdownSignal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command {@code coldgate}. */
public final class Main {
    private Main() {}

    /**
     * Runs a command and exits with its code. Not even an error of the JVM, or a defect, ends with 1, which is a
     * verdict.
     */
    public static void main(String... args) {
        int code;
        try {
            code = run(args);
        } catch (Error | RuntimeException e) {
            code = GitStep.exitCode(Crash.of(e, System.err), args);
        }
        // While the user's Ctrl-C ends the process, its hook waits for this thread: exit would wait for the hook.
        if (!ShutdownSignal.isShuttingDown()) {
            System.exit(code);
        }
    }

    private static int run(String... args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean outTty = isTerminal("coldgate.stdout.tty");
        boolean errTty = isTerminal("coldgate.stderr.tty");
        boolean color =
                System.getenv("NO_COLOR") == null || System.getenv("NO_COLOR").isEmpty();
        Terminal terminal = new Terminal(out, err, outTty && color, errTty && color, errTty);
        int code = Cli.run(terminal, args);
        out.flush();
        err.flush();
        return code;
    }

    /** The launcher script tells: Java itself knows of both streams together only. */
    private static boolean isTerminal(String property) {
        return Boolean.getBoolean(property);
    }
}
