package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.host.OwnOpt;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real external extensions, in layers. */
@Tag("process")
class ExternalExtensionTest extends EnvironmentsFixture {
    private Path events;

    /** Lambda's own limit: shells and two programs start here, and the machine may be busy. */
    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder().initLimit(Duration.ofSeconds(10)).build();
    }

    @BeforeEach
    void needsAnOptOfItsOwn() {
        assumeThat(OwnOpt.missing()).as("a function can have its own /opt here").isNull();
        events = folder.resolve("events");
    }

    private StoredCode layer() throws Exception {
        return environments.store(new TestZip()
                .file("extensions/agent", 0755, GoPrograms.host("extension"))
                .file("data.txt", 0644, "from a layer")
                .bytes());
    }

    private EnvironmentSpec extended(String behaviour, int timeoutSeconds) throws Exception {
        return Functions.spec(
                code,
                List.of(layer()),
                "provided.al2023",
                "handler",
                Map.of("EXT", behaviour, "EXT_LOG", events.toString()),
                timeoutSeconds,
                LogFormat.TEXT);
    }

    private List<String> events() {
        try {
            return Files.exists(events) ? Files.readAllLines(events) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void registersServesAndIsToldOfTheEnd() throws Exception {
        EnvironmentSpec spec = extended("", 20);
        InvocationResult first = invoke(spec, "{\"do\":\"count\"}");
        assertThat(Functions.payload(first)).isEqualTo("1");
        assertThat(Functions.log(first)).contains("EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE,SHUTDOWN]\n");
        assertThat(soon(() -> events().size() == 2)).isTrue();
        assertThat(events().get(0))
                .isEqualTo("register 200 {\"functionName\":\"checkout\",\"functionVersion\":\"$LATEST\","
                        + "\"handler\":\"handler\",\"accountId\":\"000000000000\"}");
        assertThat(soon(() -> Functions.payload(again(spec)).equals("2"))).isTrue();
        environments.retire(spec.revision());
        assertThat(soon(() -> events().contains("SHUTDOWN spindown"))).isTrue();
        assertThat(events()).filteredOn("INVOKE"::equals).hasSize(2);
    }

    private InvocationResult again(EnvironmentSpec spec) {
        try {
            return invoke(spec, "{\"do\":\"count\"}");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void layersAreAtOpt() throws Exception {
        assertThat(Functions.payload(invoke(extended("", 20), "{\"do\":\"exists\",\"path\":\"/opt/data.txt\"}")))
                .isEqualTo("true");
        assertThat(Path.of("/opt/data.txt")).doesNotExist();
    }

    @Test
    void initEndsWhenASlowExtensionIsReady() throws Exception {
        InvocationResult result = invoke(extended("slow:600", 20), "{\"do\":\"count\"}");
        assertThat(Functions.payload(result)).isEqualTo("1");
        assertThat(result.measurements().initNanos()).as(Functions.log(result)).isPresent();
        assertThat(result.measurements().initNanos().orElseThrow()).isGreaterThan(600_000_000L);
    }

    @Test
    void theAnswerDoesNotWaitForTheExtensionAndTheEnvironmentDoes() throws Exception {
        EnvironmentSpec spec = extended("hold:60000", 120);
        InvocationResult first = invoke(spec, "{\"do\":\"count\"}");
        assertThat(Functions.payload(first)).isEqualTo("1");
        InvocationResult second = invoke(spec, "{\"do\":\"count\"}");
        assertThat(Functions.payload(second)).as("another environment's first").isEqualTo("1");
        assertThat(second.measurements().pid())
                .isNotEqualTo(first.measurements().pid());
    }

    @ParameterizedTest
    @CsvSource({
        "exit:7, Extension.LaunchError, exit code 7",
        "crash:0, Extension.Crash, exit code 0",
        "init-error, Extension.InitError, extension agent reported Extension.InitError"
    })
    void anExtensionThatCannotStartFailsTheInit(String behaviour, String type, String message) throws Exception {
        InvocationResult result = invoke(extended(behaviour, 20), "{\"do\":\"count\"}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(Functions.payload(result)).contains("\"errorType\":\"" + type + "\"", " Error: " + message + "\"");
        assertThat(Functions.log(result))
                .contains("Phase: init\tStatus: error\tError Type: " + type, "Status: error\tError Type: " + type);
        assertThat(result.measurements().initNanos()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "crash-in-invoke:5, Extension.Crash, exit code 5",
        "exit-error, Extension.ExitError, extension agent reported Extension.ExitError"
    })
    void anExtensionThatEndsInAnInvocationEndsIt(String behaviour, String type, String message) throws Exception {
        InvocationResult result = invoke(extended(behaviour, 20), "{\"do\":\"hang\"}");
        assertThat(Functions.payload(result)).contains(type, message);
        assertThat(result.functionError()).isEqualTo("Unhandled");
    }

    @Test
    void anExtensionThatNeverRegistersRunsIntoTheLimits() throws Exception {
        InvocationResult result = invoke(extended("hang", 1), "{\"do\":\"count\"}");
        assertThat(Functions.log(result)).contains("Phase: init\tStatus: timeout");
        assertThat(Functions.payload(result)).contains("Task timed out after 1.00 seconds");
    }

    @Test
    void aTimeoutIsTheReasonOfTheShutdown() throws Exception {
        invoke(extended("", 1), "{\"do\":\"hang\"}");
        assertThat(soon(() -> events().contains("SHUTDOWN timeout"))).isTrue();
    }

    @Test
    void telemetryIsRefusedAsByTheEmulator() throws Exception {
        invoke(extended("telemetry", 20), "{\"do\":\"count\"}");
        assertThat(events())
                .anyMatch(line -> line.startsWith("telemetry 202") && line.contains("Telemetry.NotSupported"));
    }
}
