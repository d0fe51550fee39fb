package io.coldgate.cli.terminal;

import io.coldgate.run.ExitCode;
import io.coldgate.unit.Printable;
import java.io.PrintStream;

/**
 * Ends a command after an {@link Error} or an unexpected exception. By default, a JVM would exit with 1, the code of a
 * failed check; the exit code here is that of a run that could not measure.
 */
public final class Crash {
    private static final int LONGEST_MESSAGE = 300;

    private Crash() {}

    /** Prints what happened, and returns the exit code. */
    public static int of(Throwable error, PrintStream err) {
        try {
            err.println("coldgate: " + sentence(error));
            if (isDefect(error)) {
                error.printStackTrace(err);
            }
        } catch (OutOfMemoryError e) {
            // There is not even memory for the message; the exit code carries the information.
            err.flush();
        }
        return ExitCode.COULD_NOT_MEASURE;
    }

    private static boolean isDefect(Throwable error) {
        return !(error instanceof VirtualMachineError) && !(error instanceof LinkageError);
    }

    private static String sentence(Throwable error) {
        String said = Printable.escape(String.valueOf(error.getMessage()), LONGEST_MESSAGE);
        if (error instanceof OutOfMemoryError) {
            return "out of memory (" + said + "): nothing was decided; give the JVM more, such as"
                    + " JAVA_TOOL_OPTIONS=-Xmx512m";
        }
        if (error instanceof StackOverflowError) {
            return "nested too deeply for the JVM's stack: nothing was decided; look at the file for what is nested, or"
                    + " report it";
        }
        if (error instanceof LinkageError) {
            return "a class is missing or of another version ("
                    + error.getClass().getSimpleName() + ": " + said
                    + "): nothing was decided; install or build Coldgate again";
        }
        return "internal error, please report it: " + error.getClass().getSimpleName() + ": " + said;
    }
}
