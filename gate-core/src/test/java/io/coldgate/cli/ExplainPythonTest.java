package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Python function explained: the module that costs most is named with its line. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ExplainPythonTest {
    @TempDir
    Path folder;

    @Test
    void theModuleWhoseImportTakesMostIsNamedWithItsLine() throws Exception {
        Path code = Files.createDirectories(folder.resolve("code"));
        Files.writeString(code.resolve("settings.py"), "import time\n\ntime.sleep(.3)\n");
        Files.writeString(code.resolve("app.py"), "import settings\n\ndef handler(event, context):\n    return {}\n");
        GateFolder gate = new GateFolder(folder);
        gate.thresholds("""
                version: 1
                functions:
                  planted:
                    package: code
                    runtime: python3.9
                    handler: app.handler
                    budgets: { init_duration: { p50: 60s } }
                """);

        int exit = gate.coldgate("explain", "--json", "--no-handler", "--starts", "20");

        assumeThat(gate.text())
                .as("skipped: no Python, or no client of the Runtime API from PyPI")
                .doesNotContain("needs Python", "python3-venv", "from PyPI");
        assertThat(exit).as(gate.text()).isZero();
        JsonNode heaviest = new ObjectMapper()
                .readTree(gate.out())
                .path("explanations")
                .path(0)
                .path("packages")
                .path(0);
        assertThat(heaviest.path("package").asText()).as(gate.text()).isEqualTo("settings");
        assertThat(heaviest.path("at").asText()).as(gate.text()).isEqualTo("/var/task/settings.py:3");
    }
}
