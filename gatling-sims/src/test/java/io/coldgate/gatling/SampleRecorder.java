package io.coldgate.gatling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a run, as JSON lines, each written to disk as soon as it was measured. Gatling's newer versions do not
 * write a machine-readable report.
 */
final class SampleRecorder implements AutoCloseable {
    private final @Nullable Writer writer;

    private SampleRecorder(@Nullable Writer writer) {
        this.writer = writer;
    }

    /**
     * Replaces the file, if one is requested, before there is any load, so that an earlier run's samples are not
     * mistaken for those of this run.
     *
     * @throws IOException when it cannot be written
     */
    static SampleRecorder open(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return new SampleRecorder(null);
        }
        Path parent = file.get().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new SampleRecorder(Files.newBufferedWriter(file.get()));
    }

    /** Called by many users at once. */
    synchronized void add(Sample sample) {
        if (writer == null) {
            return;
        }
        try {
            writer.write(sample.toJsonLine() + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a sample", e);
        }
    }

    @Override
    public synchronized void close() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the samples", e);
        }
    }
}
