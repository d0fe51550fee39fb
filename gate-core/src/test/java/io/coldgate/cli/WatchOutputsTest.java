package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.fixture.ForkedCli;
import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a watch writes never takes the place of what it reads, nor of something else that it writes. */
class WatchOutputsTest {
    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();
    private Path file;
    private Path log;

    @BeforeEach
    void inputs() throws IOException {
        file = Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  orders: { platform: aws, watch: { duration: { p99: 99ms, over: 5m } } }
                """);
        log = Files.writeString(folder.resolve("log"), "START\n");
        Files.createSymbolicLink(folder.resolve("link-to-file"), file);
        Files.createSymbolicLink(folder.resolve("link-to-log"), log);
        Files.createSymbolicLink(folder.resolve("here"), folder);
    }

    private int watch(String... words) {
        List<String> all = new ArrayList<>(
                List.of("watch", "--once", "--file", file.toString(), "--log", log.toString(), "--state"));
        all.addAll(List.of(words));
        return cli.runAnew(all.stream()
                .map(word ->
                        word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word)
                .toArray(String[]::new));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                texts.put(String.valueOf(each.getFileName()), Files.readString(each));
            }
        }
        return texts;
    }

    @ParameterizedTest
    @CsvSource({
        "@state --status @thresholds.yaml, --status, the thresholds file",
        "@state --metrics @here/thresholds.yaml, --metrics, the thresholds file",
        "@state --status @link-to-file, --status, the thresholds file",
        "@thresholds.yaml, --state, the thresholds file",
        "@state --metrics @log, --metrics, the log that --log reads",
        "@state --status @link-to-log, --status, the log that --log reads",
        "@log, --state, the log that --log reads",
        "@state --status @state, --status, what --state writes",
        "@here/state --metrics @x/../state, --metrics, what --state writes",
        "@state --metrics @state.lock, --metrics, the lock of the state file",
        "@state --status @page --metrics @here/page, --metrics, what --status writes",
    })
    void aFileThatIsReadOrWrittenAlreadyIsRefusedAndNothingIsTouched(String words, String option, String what)
            throws IOException {
        Map<String, String> before = files();
        for (String more : List.of("", " --dry-run")) {
            assertThat(watch((words + more).split(" "))).as(cli.text()).isEqualTo(ExitCode.USAGE);
            assertThat(cli.err().lines()).hasSize(1);
            assertThat(cli.err())
                    .contains(option + " " + folder, ": would replace " + what + "; name another file with " + option);
            assertThat(cli.out()).isEmpty();
            assertThat(files()).isEqualTo(before);
        }
    }

    @Test
    @Tag("process")
    void aFileThatAShellRedirectsToStandardInputIsRefusedToo() throws Exception {
        assumeThat(Path.of("/dev/stdin")).isSymbolicLink();
        Map<String, String> before = files();
        Process watch = new ProcessBuilder(ForkedCli.command(
                        "watch",
                        "-",
                        "--once",
                        "--function",
                        "orders",
                        "--file",
                        file.toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--status",
                        log.toString()))
                .redirectInput(log.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(watch.waitFor()).as(printed).isEqualTo(ExitCode.USAGE);
        assertThat(printed)
                .contains("--status " + log + ": would replace the file that standard input reads; name another file");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void filesOfTheirOwnAreWritten() throws IOException {
        assertThat(watch("@state", "--status", "@page", "--metrics", "@here/metrics"))
                .as(cli.text())
                .isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(files()).containsKeys("state", "page", "metrics");
    }
}
