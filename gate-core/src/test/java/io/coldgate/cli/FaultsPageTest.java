package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code docs/faults.md}, against what the gate really does. */
@Tag("process")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsPageTest {
    @TempDir
    Path folder;

    static List<FaultsPage.Row> rows() throws Exception {
        return FaultsPage.rows();
    }

    @Test
    void everyFaultIsOnThePageOnce() throws Exception {
        assertThat(rows().stream().map(FaultsPage.Row::fault)).containsExactlyElementsOf(FaultScenarios.ALL.keySet());
    }

    @Test
    void everyTestThatThePageNamesIsThere() throws Exception {
        Path root = Path.of(System.getProperty("coldgate.root", ".."));
        Set<String> there = new TreeSet<>();
        for (String module : List.of("gate-core", "embedded-lambda", "coldgate-maven-plugin")) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> there.add(name.replace(".java", "")));
            }
        }
        assertThat(FaultsPage.tests()).hasSizeGreaterThan(10).isSubsetOf(there);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theGateDoesWhatThePageSays(FaultsPage.Row row) throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        assumeThat(Path.of("/dev/full")).exists();
        try (FaultStage stage = new FaultStage(folder)) {
            int exit = FaultScenarios.ALL.get(row.fault()).run(stage);
            assertThat(exit).as(stage.said()).isEqualTo(row.exitCode());

            // What was measured is on disk, but for the starts that were under way.
            long invoked = stage.calls("Invoke");
            assertThat(stage.records("sample", "discarded", "rejected"))
                    .isGreaterThanOrEqualTo(invoked - stage.mayLose());

            int cleaned = stage.clean();
            assertThat(cleaned).as(stage.said()).isZero();
            assertThat(stage.functionsLeft()).isEmpty();

            assertThat(row.isSaid(stage.said()))
                    .as("%s%nis not in%n%s", row.line(), stage.said())
                    .isTrue();
            if (stage.records("run") == 0) {
                assertThat(invoked).as("measured without a results file").isZero();
            } else {
                // A verdict, or "measuring did not finish": what is there can be read.
                int verdict = row.exitCode() == ExitCode.FAIL ? ExitCode.FAIL : ExitCode.PASS;
                assertThat(stage.gate.judge()).as(stage.said()).isIn(verdict, ExitCode.COULD_NOT_MEASURE);
            }
        }
    }
}
