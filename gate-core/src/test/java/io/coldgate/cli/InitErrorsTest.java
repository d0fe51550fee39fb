package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.run.ExitCode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Go function that goes wrong in the ways that runtimes have, on the embedded Lambda. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class InitErrorsTest {
    private static final Map<String, String> REASONS = Map.of(
            "init-error", "10 of 10 starts failed: Runtime.ImportModuleError: no module named 'shop'",
            "exit-0", "10 of 10 starts failed: Runtime.ExitError: Runtime exited without providing a reason",
            "panic", "10 of 10 starts failed: Runtime.ExitError: exit status 2: panic: config: STRIPE_KEY is not set",
            "first-only",
                    "10 of 10 starts failed: InitFailed: the first init failed or timed out, the next one served:"
                            + " panic: first try fails",
            "exit-in-handler", "10 of 10 starts failed after a good init: Runtime.ExitError: exit status 1",
            "handler-error", "10 of 10 starts failed after a good init: ValueError: bad event");

    @TempDir
    Path folder;

    @Test
    void aFunctionThatDoesNotWorkNeverPassesAndItsOwnWordsSayWhy() throws Exception {
        GateFolder gate = new GateFolder(folder);
        for (String name : new String[] {"go.mod", "main.go", "thresholds.yaml"}) {
            try (InputStream in = InitErrorsTest.class.getResourceAsStream("init-errors/" + name)) {
                Files.copy(Objects.requireNonNull(in, name), folder.resolve(name));
            }
        }

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        JsonNode report =
                new ObjectMapper().readTree(gate.output().resolve("report.json").toFile());
        for (JsonNode check : report.path("checks")) {
            String function = check.path("function").asText();
            if (function.equals("exit-after-response")) {
                assertThat(check.path("verdict").asText()).isEqualTo("PASS");
            } else {
                assertThat(check.path("verdict").asText()).as(function).isEqualTo("NOT_MEASURED");
                assertThat(check.path("explanation").asText()).startsWith(REASONS.get(function));
            }
        }
        assertThat(gate.out())
                .contains("panic wrote last:\n  | panic: config: STRIPE_KEY is not set\n  | goroutine 1 [running]:\n")
                .contains("exit-after-response: 10 of 10 starts answered, and then the runtime ended"
                        + " (Runtime.ExitError)");
        for (String name : new String[] {"summary.md", "report.html", "junit.xml", "results.jsonl"}) {
            assertThat(gate.output().resolve(name)).content().contains("panic: config: STRIPE", "goroutine 1");
        }
        // No start waited for its time-out.
        assertThat(gate.text()).doesNotContain("Task timed out");
        REASONS.forEach(
                (function, reason) -> assertThat(gate.out()).contains("could not measure " + function + ": " + reason));

        String table = gate.takeOut();
        assertThat(gate.judge()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out()).isEqualTo(GateFolder.withoutPage(table));
    }
}
