package io.coldgate.run.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.run.UsualFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WatchOptionsTest {
    @Test
    void aWatchWithoutOptionsGoesOnFromTheCommandsState() {
        WatchOptions options = WatchOptions.builder().build();

        assertThat(options.file()).isEqualTo(Path.of("thresholds.yaml"));
        assertThat(options.state()).isEqualTo(StateFile.usual(UsualFolder.of(options.file())));
    }
}
