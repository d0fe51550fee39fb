package io.coldgate.run;

import io.coldgate.init.Findings;
import io.coldgate.init.FirstFile;
import io.coldgate.init.FoundFunction;
import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The event files that a first thresholds file names. Files that the finished thresholds file does not name are removed
 * again.
 */
public final class FirstEvents implements AutoCloseable {
    private final Path base;
    private final List<Path> written = new ArrayList<>();

    private FirstEvents(Path base) {
        this.base = base;
    }

    /** Writes the event of each function that has one, without overwriting existing files. */
    public static FirstEvents write(Path base, Findings findings) throws RunException {
        FirstEvents events = new FirstEvents(base);
        try {
            for (FoundFunction function : findings.functions()) {
                Optional<FoundFunction.Payload> payload =
                        function.payload().filter(event -> event.text().isPresent());
                if (payload.isPresent()) {
                    events.write(payload.get().path(), payload.get().text().orElseThrow());
                }
            }
            return events;
        } catch (IOException e) {
            events.close();
            throw new RunException(ExitCode.USAGE, base + "/events: cannot be written: " + Disk.reason(e));
        }
    }

    private void write(String path, String text) throws IOException {
        Path file = base.resolve(path);
        Path folder = Objects.requireNonNull(file.getParent(), "a folder");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
            written.add(folder);
        }
        Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        written.add(file);
    }

    /** Keeps the files that the entries name. */
    public void keep(List<FirstFile.Entry> entries) {
        var named = entries.stream()
                .flatMap(entry -> entry.function().payload().stream())
                .map(event -> base.resolve(event.path()))
                .collect(Collectors.toSet());
        written.removeIf(named::contains);
    }

    @Override
    public void close() {
        for (int i = written.size() - 1; i >= 0; i--) {
            try {
                Files.deleteIfExists(written.get(i));
            } catch (IOException e) {
                // The folder is not empty: it holds events that were kept.
                continue;
            }
        }
    }
}
