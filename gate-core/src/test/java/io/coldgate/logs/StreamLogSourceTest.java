package io.coldgate.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamLogSourceTest {
    private static List<String> all(LogSource source) throws Exception {
        List<String> lines = new ArrayList<>();
        LogSource.Batch batch;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException("the source has not ended after " + lines);
            }
            batch = source.read();
            batch.events().forEach(event -> lines.add(event.message()));
            Thread.onSpinWait();
        } while (batch.state() != LogSource.State.ENDED);
        return lines;
    }

    private static LogSource of(InputStream in) {
        return new StreamLogSource("standard input", in, () -> 42);
    }

    @Test
    void readsToTheEndWithTheLastLine() throws Exception {
        byte[] text = "one\ntwo\nthree".getBytes(StandardCharsets.UTF_8);
        try (LogSource source = of(new ByteArrayInputStream(text))) {
            assertThat(all(source)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void theWriterWaitsWhereNobodyReads() throws Exception {
        byte[] text = "line\n".repeat(35_000).getBytes(StandardCharsets.UTF_8);
        try (LogSource source = of(new ByteArrayInputStream(text))) {
            assertThat(all(source)).hasSize(35_000);
        }
    }

    @Test
    void aLongLineIsCut() throws Exception {
        byte[] text = ("x".repeat(1 << 20) + "\nafter\n").getBytes(StandardCharsets.UTF_8);
        try (LogSource source = of(new ByteArrayInputStream(text))) {
            assertThat(all(source))
                    .satisfiesExactly(
                            line -> assertThat(line).hasSize(4096),
                            line -> assertThat(line).isEqualTo("after"));
        }
    }

    @Test
    void aStreamThatBreaksIsAFailureAndNoEnd() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        try (LogSource source = of(broken)) {
            assertThatThrownBy(() -> all(source))
                    .isInstanceOf(LogSourceException.class)
                    .hasMessage("standard input cannot be read: gone");
        }
    }
}
