package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRecorderTest {

    @Test
    void writesOneJsonLineASample(@TempDir Path folder) throws IOException {
        SampleRecorder recorder = new SampleRecorder();
        recorder.add(new SampleRecorder.Sample("hello", 1_790_000_000_123L, 12, true));
        recorder.add(new SampleRecorder.Sample("say \"hi\"\n", 1_790_000_000_456L, -1, false));
        Path file = folder.resolve("new/samples.jsonl");

        recorder.writeTo(Optional.of(file));

        assertThat(file).hasContent("""
                        {"request":"hello","ended_epoch_ms":1790000000123,"response_ms":12,"ok":true}
                        {"request":"say \\u0022hi\\u0022\\u000a","ended_epoch_ms":1790000000456,"response_ms":-1,"ok":false}
                        """);
    }
}
