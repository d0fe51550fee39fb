package io.coldgate.cli;

import io.coldgate.run.ExitCode;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The program that started this one (such as Maven) and holds the other end of its standard input. When that program
 * ends, even if it is killed, the input ends, and this process shuts down in the same order as after Ctrl-C.
 */
final class StartedBy {
    /** The system property that indicates such a program. Without it, an empty standard input means nothing. */
    static final String PROPERTY = "coldgate.stdin.parent";

    private StartedBy() {}

    /** Watches for the end of that program, if the property names one. */
    static void watch() {
        if (Boolean.getBoolean(PROPERTY)) {
            Thread watcher = new Thread(StartedBy::awaitEnd, "coldgate-parent");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private static void awaitEnd() {
        // Never closed, because the descriptor belongs to the process.
        InputStream in = new FileInputStream(FileDescriptor.in);
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // If the input cannot be read, no program is behind it either.
            System.exit(ExitCode.INTERRUPTED);
        }
        System.exit(ExitCode.INTERRUPTED);
    }
}
