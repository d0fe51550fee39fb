package io.coldgate.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Standard output that records write errors, which a {@link PrintStream} above it hides. A pipe that its reader has
 * closed, as {@code head} does, is not a loss, because nobody wants the rest.
 */
public final class ResultStream extends FilterOutputStream {
    private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

    /** The bits for the file type within a mode, as in {@code stat(2)}. */
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;

    private static final int SOCKET = 0140000;

    private volatile Optional<IOException> failure = Optional.empty();

    /** A stream above the process's own. */
    public ResultStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    /** Returns why output was lost, such as {@code No space left on device}; empty if nothing was lost. */
    public Optional<String> lost() {
        return failure.filter(e -> !isPipe()).map(e -> String.valueOf(e.getMessage()));
    }

    /** Returns whether the output is a pipe, which fails to accept output only if nobody reads it. */
    private static boolean isPipe() {
        try {
            int type = (int) Files.getAttribute(STANDARD_OUTPUT, "unix:mode") & TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
