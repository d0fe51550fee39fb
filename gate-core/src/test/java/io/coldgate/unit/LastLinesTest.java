package io.coldgate.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {
    /** More than a JVM can hold in one array. */
    private static final long HUGE = 3L << 30;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("log"), text);
    }

    @Test
    void areTheLastOnesWithoutBlankOnesAtTheEnd() throws IOException {
        assertThat(LastLines.of(file("a\n\nb\r\nc\n\n  \n"), 2)).containsExactly("b", "c");
        assertThat(LastLines.of(file("a\n\nb"), 5)).containsExactly("a", "", "b");
        assertThat(LastLines.of(file(" \n\n"), 5)).isEmpty();
        assertThat(LastLines.of(file(""), 5)).isEmpty();
    }

    @Test
    void ofAFileThatDoesNotFitIntoMemoryAreReadAlone() throws IOException {
        Path log = folder.resolve("log");
        try (RandomAccessFile out = new RandomAccessFile(log.toFile(), "rw")) {
            // A hole, which takes no room on the disk.
            out.seek(HUGE);
            out.write("\nerror: no such package\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(LastLines.of(log, 5)).containsExactly("error: no such package");
    }

    @Test
    void ofOneLongLineAreItsEnd() throws IOException {
        assertThat(LastLines.of(file("x".repeat(100_000)), 1)).containsExactly("x".repeat(1 << 16));
    }
}
