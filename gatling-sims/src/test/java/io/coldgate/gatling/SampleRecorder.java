package io.coldgate.gatling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The samples of a run, as JSON lines: one request each, its name, when it ended, how long the response took, and
 * whether all checks held. Gatling's newer versions write no report that a program could read.
 */
final class SampleRecorder {

    /**
     * One request as its user saw it.
     *
     * @param endedEpochMillis when its response was complete
     * @param responseMillis Gatling's response time, whole milliseconds; -1 where there was no response
     */
    record Sample(String request, long endedEpochMillis, int responseMillis, boolean ok) {

        String toJsonLine() {
            return String.format(
                    Locale.ROOT,
                    "{\"request\":\"%s\",\"ended_epoch_ms\":%d,\"response_ms\":%d,\"ok\":%b}",
                    escape(request),
                    endedEpochMillis,
                    responseMillis,
                    ok);
        }

        private static String escape(String text) {
            StringBuilder escaped = new StringBuilder();
            text.chars().forEach(c -> {
                if (c == '"' || c == '\\' || c < ' ') {
                    escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else {
                    escaped.append((char) c);
                }
            });
            return escaped.toString();
        }
    }

    private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

    void add(Sample sample) {
        samples.add(sample);
    }

    /** Writes what was recorded, if a file is wanted. */
    void writeTo(Optional<Path> file) {
        if (file.isEmpty()) {
            return;
        }
        List<String> lines = samples.stream().map(Sample::toJsonLine).toList();
        try {
            Path parent = file.get().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(file.get(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the samples to " + file.get(), e);
        }
    }
}
