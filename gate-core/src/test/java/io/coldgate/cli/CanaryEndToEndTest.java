package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Canaries on a function that callers use, from the publication to the alias that is left. */
@Tag("process")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CanaryEndToEndTest {
    @TempDir
    private Path folder;

    private CanaryStage stage;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        stage = new CanaryStage(folder, Settings.defaults().withUpdateDelay(Duration.ofMillis(1)));
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private int canary(CapturedCli cli, String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("canary", CanaryStage.NAME, "--poll", "200ms", "--file", folder.toString()));
        Files.exists(folder);
        words.addAll(List.of(more));
        words.remove("--file");
        words.remove(folder.toString());
        return cli.run(words.toArray(String[]::new));
    }

    @Test
    void aSlowerCandidateIsRolledBack() {
        stage.callers();
        stage.update(Map.of("WAIT", "0.04"));
        CapturedCli cli = new CapturedCli();

        int exit = canary(cli, "--steps", "25%,100%", "--tolerance", "warm_duration=+10%", "--hold", "5m");

        System.out.println(cli.text());
        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out())
                .contains("ROLLED BACK: checkout:live leads to version 1 alone; the candidate is over its limit at 25%:"
                        + " warm_duration p50 +10%");
        assertThat(stage.leads()).isEqualTo("1");
    }
}
