package io.coldgate.cli;

import io.coldgate.run.ExitCode;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The program that started this one and holds the other end of its standard input, such as Maven. When that ends, even
 * killed, the input ends, and so does this process, in the same order as after Ctrl-C.
 */
final class StartedBy {
    /** The system property that says so. Without it, an empty standard input means nothing. */
    static final String PROPERTY = "coldgate.stdin.parent";

    private StartedBy() {}

    /** Watches for the end of that program, where the property names one. */
    static void watch() {
        if (Boolean.getBoolean(PROPERTY)) {
            Thread watcher = new Thread(StartedBy::awaitEnd, "coldgate-parent");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private static void awaitEnd() {
        // Never closed: the descriptor is the process's.
        InputStream in = new FileInputStream(FileDescriptor.in);
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // An input that cannot be read has no program behind it either.
            System.exit(ExitCode.INTERRUPTED);
        }
        System.exit(ExitCode.INTERRUPTED);
    }
}
