package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class BuildCommandTest {
    @TempDir
    Path folder;

    @Test
    void aBuildThatTakesLongSaysThatItStillRunsAndWhatItPrintedLast() throws Exception {
        Path go = folder.resolve("go");
        StepsOnly progress = new StepsOnly() {
            @Override
            public void step(String what) {
                super.step(what);
                if (steps.size() >= 3 && what.endsWith("two") && !Files.exists(go)) {
                    create(go);
                }
            }
        };

        BuildCommand.run(
                List.of("sh", "-c", "echo one; echo two; until [ -e go ]; do sleep .01; done"),
                folder,
                Set.of(),
                "building checkout",
                progress,
                Duration.ofMillis(20));

        assertThat(progress.steps.get(0)).isEqualTo("building checkout");
        // After 20 and 40 ms by its own count, however busy the machine is; more may follow until the build sees the
        // file.
        assertThat(progress.steps).hasSizeGreaterThanOrEqualTo(3);
        assertThat(progress.steps.subList(1, 3))
                .allMatch(step -> step.matches("building checkout: still running after 0 s"
                        + "(; its last line: (one|two)|, and printed nothing yet)"));
        assertThat(progress.steps.get(progress.steps.size() - 1)).endsWith("; its last line: two");
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
