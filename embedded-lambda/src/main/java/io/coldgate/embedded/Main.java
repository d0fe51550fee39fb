package io.coldgate.embedded;

/** The embedded Lambda as a standalone program. */
public final class Main {
    private Main() {}

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(ServeCommand.commandLine().execute(args));
    }
}
