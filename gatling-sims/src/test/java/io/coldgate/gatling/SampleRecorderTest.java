package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRecorderTest {
    private static final long START = 1_790_000_000_000L;
    private static final Sample COLD = new Sample(
            "ColdBurst",
            "cold-burst",
            START,
            START + 13,
            12,
            true,
            OptionalInt.of(200),
            Optional.of(true),
            OptionalDouble.of(3.4567));
    private static final Sample UNANSWERED = new Sample(
            "Steady",
            "say \"hi\"\n",
            START,
            START + 456,
            -1,
            false,
            OptionalInt.empty(),
            Optional.empty(),
            OptionalDouble.empty());

    @TempDir
    Path folder;

    /** The gate reads this format: a test of its importer holds the same lines. */
    @Test
    void writesOneJsonLineASampleAndLeavesOutWhatIsNotKnown() throws IOException {
        Path file = folder.resolve("new/samples.jsonl");

        try (SampleRecorder recorder = SampleRecorder.open(Optional.of(file))) {
            recorder.add(COLD);
            recorder.add(UNANSWERED);
        }

        assertThat(file).hasContent("""
                        {"scenario":"ColdBurst","request":"cold-burst","started_epoch_ms":1790000000000,"ended_epoch_ms":1790000000013,"response_ms":12,"ok":true,"status":200,"cold":true,"init_ms":3.457}
                        {"scenario":"Steady","request":"say \\u0022hi\\u0022\\u000a","started_epoch_ms":1790000000000,"ended_epoch_ms":1790000000456,"response_ms":-1,"ok":false}
                        """);
    }

    @Test
    void keepsEachSampleAsSoonAsItIsMeasured() throws IOException {
        Path file = folder.resolve("samples.jsonl");

        try (SampleRecorder recorder = SampleRecorder.open(Optional.of(file))) {
            recorder.add(COLD);

            assertThat(file).hasContent(COLD.toJsonLine());
        }
    }

    @Test
    void replacesTheSamplesOfAnEarlierRunBeforeThereAreNewOnes() throws IOException {
        Path file = Files.writeString(folder.resolve("samples.jsonl"), "of an earlier run");

        SampleRecorder.open(Optional.of(file)).close();

        assertThat(file).isEmptyFile();
    }

    @Test
    void refusesAFileThatCannotBeWrittenBeforeThereIsLoad() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("plain"));

        assertThatThrownBy(() -> SampleRecorder.open(Optional.of(notAFolder.resolve("samples.jsonl"))))
                .isInstanceOf(IOException.class);
    }
}
