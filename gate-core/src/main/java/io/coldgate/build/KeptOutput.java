package io.coldgate.build;

import io.coldgate.unit.Disk;
import io.coldgate.unit.LastLines;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The output of a program, kept in the temporary folder because it may be larger than memory. On POSIX systems the file
 * has a name only until the program has started, so nothing is left behind however the gate ends.
 */
public final class KeptOutput implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final Redirect redirect;

    private KeptOutput(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.redirect = Redirect.to(file.toFile());
    }

    /** Creates a file for the output of one program. */
    public static KeptOutput open() throws IOException {
        Path file = newFile();
        try {
            return new KeptOutput(file, FileChannel.open(file, StandardOpenOption.READ));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Path newFile() throws IOException {
        try {
            return Files.createTempFile("coldgate-", ".log");
        } catch (IOException e) {
            throw new IOException(
                    "the temporary folder " + System.getProperty("java.io.tmpdir") + " cannot be written: "
                            + Disk.reason(e) + ": make room there, or name another with TMPDIR",
                    e);
        }
    }

    /** Returns the redirect for the program's output, its errors, or both. */
    public Redirect target() {
        return redirect;
    }

    /** Deletes the file's name, once the program has opened the file. */
    void unname() {
        // On Windows, an open file cannot be deleted; close() does it.
        file.toFile().delete();
    }

    /** Returns the number of bytes that were printed. */
    public long size() throws IOException {
        return channel.size();
    }

    /** Returns the output from its beginning. */
    InputStream stream() throws IOException {
        channel.position(0);
        return Channels.newInputStream(channel);
    }

    /**
     * Returns the output as text; malformed UTF-8 is replaced.
     *
     * @param mostBytes the number of bytes to read
     */
    public String text(int mostBytes) throws IOException {
        return new String(stream().readNBytes(mostBytes), StandardCharsets.UTF_8);
    }

    /**
     * Returns the last lines, as {@link LastLines} reads them.
     *
     * @param most how many lines at most
     */
    public List<String> lastLines(int most) throws IOException {
        return LastLines.of(channel, most);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
