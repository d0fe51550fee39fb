package io.coldgate.embedded;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The embedded Lambda as a program of its own. The only class here that prints. */
public final class Main {
    private static final int USAGE = 2;
    private static final int COULD_NOT_START = 4;

    private Main() {}

    /** Serves until it is told to end. */
    public static void main(String[] args) throws InterruptedException {
        List<String> all = List.of(args);
        if (all.contains("--help") || all.contains("-h")) {
            System.out.print(CommandLine.HELP);
            return;
        }
        if (all.contains("--version")) {
            System.out.println("embedded-lambda " + version());
            return;
        }
        Settings settings = null;
        try {
            settings = CommandLine.parse(args);
        } catch (CommandLine.UsageException e) {
            end(USAGE, e);
        }
        if (settings != null) {
            serve(settings);
        }
    }

    private static void serve(Settings settings) throws InterruptedException {
        EmbeddedLambda lambda = null;
        try {
            lambda = EmbeddedLambda.start(settings);
        } catch (IOException e) {
            end(COULD_NOT_START, e);
        }
        if (lambda != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(lambda::close, "close"));
            System.out.println("embedded-lambda ready on " + lambda.endpoint());
            // The signal's handler ends the process, and with it this thread.
            new CountDownLatch(1).await();
        }
    }

    private static void end(int status, Exception why) {
        System.err.println("embedded-lambda: " + why.getMessage());
        System.exit(status);
    }

    // From the jar's manifest; there is none when run from classes.
    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
