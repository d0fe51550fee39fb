package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of one side of a comparison. */
class JoinedBlocksTest {
    private static final ToolResults.Source SOURCE = new ToolResults.Source(Tool.SAMPLES, "samples.csv");

    @TempDir
    private Path folder;

    @Test
    void seriesAreJoinedByTheirNamesWhateverTheirOrder() {
        ToolResults joined = JoinedBlocks.of(SOURCE, List.of(block("a,1\nb,10\n"), block("b,20\na,2\nc,3\n")));

        assertThat(Recorded.values(joined, "a", "")).containsExactly(1, 2);
        assertThat(Recorded.values(joined, "b", "")).containsExactly(10, 20);
        Recorded.assertSpoiled(joined, "c", "", "block 1 of 2: lacks it");
    }

    private ToolResults block(String rows) {
        return Recorded.ofText(Tool.SAMPLES, folder, "name,value\n" + rows);
    }
}
