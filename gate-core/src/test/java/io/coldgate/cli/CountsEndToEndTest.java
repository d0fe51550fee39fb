package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Faults, bytes read and sockets of a real Go function, by the embedded Lambda and by the probe. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CountsEndToEndTest {
    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeAll
    static void buildTheFunctions() throws Exception {
        GateFolder.build("hello");
    }

    @BeforeEach
    void openTheFolder() throws Exception {
        assumeThat(Path.of("/proc/self/io")).exists();
        gate = new GateFolder(folder);
        gate.copy("hello", "function.zip");
    }

    @Test
    void everyStartHasTheCountsByTheServerAndByTheProbe() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  plain:
                    package: function.zip
                    budgets: { init_sockets: { p50: 1 }, init_read_bytes: { p50: 100kB }, major_faults: { p50: 100000 } }
                  probed:
                    package: function.zip
                    probe: true
                    budgets: { init_sockets: { p50: 1 }, init_read_bytes: { p50: 100kB }, major_faults: { p50: 100000 } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.out())
                .containsPattern("PASS +plain +init_sockets +p50 +1 +1 – 1 +≤ 1 ")
                .containsPattern("PASS +probed +init_sockets +p50 +1 +1 – 1 +≤ 1 ")
                .containsPattern("PASS +probed +major_faults +p50 +[\\d,]+ .*≤ 100,000 ");
        String results = Files.readString(gate.output().resolve("results.jsonl"));
        assertThat(results.lines().filter(line -> line.contains("\"sample\"")))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"major_faults\":")
                        && line.contains("\"init_read_bytes\":")
                        && line.contains("\"init_sockets\":1"));
        assertThat(gate.judge()).isZero();
    }

    @Test
    void aFunctionThatOpensNoMoreThanItsBaselineKeepsALimitOfOneMore() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  same:
                    package: function.zip
                    baseline: { environment: { UNUSED: "1" } }
                    regression: { init_sockets: { p50: +1 } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.out())
                .containsPattern("PASS +same +init_sockets +p50 +\\d+ -> \\d+, \\+0 +\\+0 – \\+0 +≤ baseline \\+ 1");
        assertThat(gate.judge()).isZero();
    }

    @Test
    void aBudgetAboveWhichAnInitAlwaysIsFails() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  hello: { package: function.zip, budgets: { init_sockets: { p50: 0 } } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.out()).contains("p50 > 0 proven");
    }
}
