package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The functions that the words of {@code coldgate watch} choose, before a line is read. */
class WatchCommandTest {
    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();
    private Path file;

    @BeforeEach
    void aFile() throws IOException {
        file = Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  orders: { platform: aws, watch: { duration: { p99: 99ms, over: 5m } } }
                  refunds: { platform: aws, watch: { duration: { p99: 99ms, over: 5m } } }
                  search: { platform: embedded, watch: { duration: { p99: 99ms, over: 5m } } }
                """);
    }

    private int watch(String... words) {
        List<String> all = new ArrayList<>(List.of("watch", "--dry-run", "--file", file.toString()));
        all.addAll(List.of(words));
        return cli.runAnew(all.toArray(String[]::new));
    }

    @Test
    void functionsAreChosenWithCommasOrByRepetition() {
        assertThat(watch("--function", "orders,refunds")).as(cli.err()).isZero();
        String chosen = cli.out();
        assertThat(chosen).contains("orders (orders): ", "refunds (refunds): ").doesNotContain("search");
        assertThat(watch("--function", "orders", "--function", "refunds")).isZero();
        assertThat(cli.out()).isEqualTo(chosen);
    }

    @Test
    void aFunctionThatCannotBeWatchedIsNamedWithItsPlace() {
        assertThat(watch("--function", "search")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err())
                .startsWith(file + ":5:3: functions.search: an embedded Lambda ends with the command that started it,");
    }

    @Test
    void theRemedyForAnEmbeddedFunctionNamesWhatStandsInTheWayAndIsTrue() throws Exception {
        Files.writeString(file, """
                version: 1
                functions:
                  search:
                    platform: embedded
                    watch: { duration: { p99: 99ms, over: 5m } }
                    actions: [{ after: 2m, alias: { live: previous } }]
                """);
        Path log = Files.writeString(file.resolveSibling("search.log"), "");

        assertThat(watch()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).endsWith("add platform: aws, or read lines with --log FILE or -\n");
        assertThat(watch("--act")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("or read lines with --log FILE or -, and leave --act out, for its steps");
        assertThat(watch("--log", log.toString(), "--act")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).endsWith("add platform: aws, or leave --act out, for its steps change a function\n");
        assertThat(watch("--log", log.toString())).as(cli.err()).isZero();
    }

    @Test
    void helpOfCommandsOnDeployedFunctionsDoesNotOfferTheEmbeddedPlatform() {
        for (String command : List.of("watch", "canary")) {
            assertThat(cli.runAnew(command, "--help")).isZero();
            assertThat(cli.out()).contains("aws or localstack").doesNotContain("embedded, localstack or aws");
        }
    }

    @Test
    void functionsOfSeveralPlatformsAreNoWatch() {
        assertThat(watch()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err())
                .startsWith(file + ":5:3: functions.search: on another platform or in another region than orders;");
    }
}
