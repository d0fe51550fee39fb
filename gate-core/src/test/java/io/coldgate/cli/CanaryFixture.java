package io.coldgate.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.model.ModelSettings;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A function that callers use, and canaries on it. */
abstract class CanaryFixture {
    static final String[] CANARY = {"canary", CanaryStage.NAME, "--poll", "200ms", "--tolerance", "warm_duration=+25%"};

    @TempDir
    Path folder;

    final CapturedCli cli = new CapturedCli();
    CanaryStage stage;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        stage = new CanaryStage(folder, ModelSettings.none());
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    String[] words(String... more) {
        return Stream.of(Stream.of(CANARY), Stream.of("--output", files().toString()), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    int canary(String... more) {
        return cli.run(words(more));
    }

    Path files() {
        return folder.resolve("files");
    }
}
