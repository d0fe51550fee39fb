package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    @TempDir
    private Path folder;

    @Test
    void anEndOfAnIntervalThatIsFarAwayHasAUnitOfItsOwn() {
        assertThat(ToolJudgements.ofAnOutlier(folder).results().stream().map(Figures::interval))
                .anyMatch(text -> text.matches("10\\d ms – 50\\.0 s"));
    }

    @Test
    void noChangeIsNeverLessThanNone() {
        assertThat(Figures.change(.99999)).isEqualTo("+0.0 %");
        assertThat(Figures.change(1.00001)).isEqualTo("+0.0 %");
        assertThat(Figures.change(.9)).isEqualTo("-10.0 %");
    }
}
