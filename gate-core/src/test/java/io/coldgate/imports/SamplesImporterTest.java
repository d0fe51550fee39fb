package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs of plain samples: what comes from one run must not count as several. */
class SamplesImporterTest {
    @TempDir
    private Path folder;

    @Test
    void aRunThatComesBackIsRefusedWithItsLine() {
        ToolResults results = read("a,1,1\na,2,2\na,3,1\na,4,2\n");

        Recorded.assertBroken(results, ":4: \"a\": run \"1\" comes back after run \"2\": sort the rows by run");
    }

    @Test
    void rowsOfSeveralSeriesMayStandByTurns() {
        ToolResults results = read("a,1,1\nb,1,1\na,2,1\nb,2,1\na,3,2\nb,3,2\n");

        assertThat(Recorded.series(results, "a", "").clusters()).containsExactly(2, 1);
        assertThat(Recorded.series(results, "b", "").clusters()).containsExactly(2, 1);
    }

    private ToolResults read(String rows) {
        return Recorded.ofText(Tool.SAMPLES, folder, "name,value,run\n" + rows);
    }
}
