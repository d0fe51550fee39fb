package io.coldgate.embedded.runtime.environment;

import static io.coldgate.embedded.runtime.environment.Functions.log;
import static io.coldgate.embedded.runtime.environment.Functions.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that fail while they handle an event. */
@Tag("process")
class FunctionFaultTest extends EnvironmentsFixture {
    private InvocationResult fail(EnvironmentSpec spec, InvocationRequest request) throws Exception {
        InvocationResult result = environments.invoke(spec, request);
        assertThat(result.functionError()).isEqualTo("Unhandled");
        return result;
    }

    @ParameterizedTest
    @CsvSource({
        "exit, 0, Runtime exited without providing a reason",
        "exit, 3, Runtime exited with error: exit status 3",
        "exit, 127, Runtime exited with error: exit status 127",
        "signal, 9, Runtime exited with error: signal: killed",
        "signal, 11, Runtime exited with error: signal: segmentation fault"
    })
    void reportsAnExitAndStartsAgainInTheSameEnvironment(String how, int code, String message) throws Exception {
        EnvironmentSpec spec = spec();
        InvocationRequest request = Functions.request("{\"do\":\"%s\",\"code\":%d}".formatted(how, code));
        InvocationResult result = fail(spec, request);
        assertThat(payload(result))
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + request.requestId()
                        + " Error: " + message + "\"}");
        assertThat(log(result))
                .contains("Init Duration")
                .endsWith("\tStatus: error\tError Type: Runtime.ExitError\t\n")
                .contains("\nEND RequestId: " + request.requestId() + "\n");
        InvocationResult next = invoke(spec, "{\"do\":\"count\"}");
        assertThat(payload(next)).isEqualTo("1");
        assertThat(next.measurements().environmentId())
                .isEqualTo(result.measurements().environmentId());
        assertThat(next.measurements().cold()).isTrue();
        assertThat(next.measurements().initNanos()).isEmpty();
        assertThat(log(next)).doesNotContain("Init Duration");
    }

    @Test
    void keepsTheAnswerOfAProcessThatEndsBehindIt() throws Exception {
        InvocationResult result = invoke(spec(), "{\"do\":\"exit-after-answer\",\"code\":1}");
        assertThat(payload(result)).isEqualTo("\"answered\"");
        assertThat(result.functionError()).isNull();
        assertThat(log(result)).endsWith("Status: error\tError Type: Runtime.ExitError\t\n");
    }

    @Test
    void endsAHandlerThatHangsAndKeepsItsEnvironment() throws Exception {
        EnvironmentSpec spec = Functions.spec(code, Map.of(), 1);
        Path file = folder.resolve("touched");
        InvocationRequest request = Functions.request("{\"do\":\"touch\",\"path\":\"" + file + "\"}");
        InvocationResult result = fail(spec, request);
        assertThat(payload(result))
                .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: " + request.requestId()
                        + " Error: Task timed out after 1.00 seconds\"}");
        assertThat(log(result)).endsWith("\tStatus: timeout\t\n");
        assertThat(result.measurements().durationNanos()).isBetween(1_000_000_000L, 20_000_000_000L);
        assertThat(soon(() -> !alive(result.measurements().pid()))).isTrue();
        InvocationResult next = invoke(spec, "{\"do\":\"exists\",\"path\":\"" + file + "\"}");
        assertThat(payload(next)).isEqualTo("true");
        assertThat(next.measurements().environmentId())
                .isEqualTo(result.measurements().environmentId());
        assertThat(next.measurements().initNanos()).isEmpty();
    }

    @Test
    void passesAReportedErrorOnUnchanged() throws Exception {
        InvocationResult result = fail(spec(), Functions.request("{\"do\":\"error\",\"text\":\"Function.Oops\"}"));
        assertThat(payload(result)).isEqualTo("{\"errorType\":\"Oops\",\"errorMessage\":\"on purpose\"}");
        assertThat(log(result)).doesNotContain("Status:");
        EnvironmentSpec json = Functions.spec(code, List.of(), "provided.al2023", "h", Map.of(), 20, LogFormat.JSON);
        assertThat(log(environments.invoke(json, Functions.request("{\"do\":\"error\",\"text\":\"Function.Oops\"}"))))
                .contains("\"status\":\"error\",\"errorType\":\"Function.Oops\"");
        assertThat(log(environments.invoke(json, Functions.request("{\"do\":\"error\",\"text\":\"errors.Oops\"}"))))
                .contains("\"errorType\":\"Function.Unknown\"");
    }

    @Test
    void reportsAPanicWithTheDocumentThatTheRuntimePosted() throws Exception {
        InvocationResult result = fail(spec(), Functions.request("{\"do\":\"panic\"}"));
        assertThat(payload(result)).isEqualTo("{\"errorMessage\":\"boom\",\"errorType\":\"panic\"}");
        assertThat(log(result))
                .contains("panic: boom")
                .contains("Error: Runtime exited with error: exit status 2")
                .endsWith("Error Type: Runtime.ExitError\t\n");
    }

    @Test
    void isNotBlockedByTenMegabytesWithoutANewline() throws Exception {
        EnvironmentSpec spec = spec();
        InvocationResult result = invoke(spec, "{\"do\":\"print\",\"size\":10485760}");
        assertThat(payload(result)).isEqualTo("\"printed\"");
        assertThat(result.logTail()).hasSize(4096);
        assertThat(log(result)).startsWith("xxx").contains("x\nEND RequestId: ").contains("\nREPORT ");
        assertThat(log(invoke(spec, "{\"do\":\"say\",\"text\":\"after\"}"))).contains("Version: $LATEST\nafter\nEND ");
    }

    @Test
    void takesSixMegabytesAndNoMore() throws Exception {
        EnvironmentSpec spec = spec();
        InvocationResult most = invoke(spec, "{\"do\":\"size\",\"size\":6291556}");
        assertThat(most.payload()).hasSize(6_291_556);
        assertThat(most.functionError()).isNull();
        InvocationResult over = fail(spec, Functions.request("{\"do\":\"size\",\"size\":6291557}"));
        assertThat(payload(over))
                .isEqualTo("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":"
                        + "\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\"}");
        assertThat(log(over)).contains("status 413");
    }

    @Test
    void keepsToTheStatesOfTheRuntimeApi() throws Exception {
        EnvironmentSpec spec = spec();
        InvocationResult twice = invoke(spec, "{\"do\":\"twice\"}");
        assertThat(payload(twice)).isEqualTo("1");
        assertThat(log(twice)).contains("statuses 202 403");
        assertThat(payload(invoke(spec, "{\"do\":\"late\"}"))).isEqualTo("400");
        assertThat(payload(invoke(spec, "{\"do\":\"next-again\"}"))).isEqualTo("true");
        assertThat(payload(invoke(spec, "{\"do\":\"init-error-late\"}"))).isEqualTo("403");
    }

    @Test
    void buffersAStreamedAnswer() throws Exception {
        EnvironmentSpec spec = spec();
        InvocationResult result = invoke(spec, "{\"do\":\"stream\"}");
        assertThat(new String(result.payload(), StandardCharsets.ISO_8859_1))
                .isEqualTo("{\"statusCode\":201}" + "\0".repeat(8) + "part one,part two");
        InvocationResult broken = fail(spec, Functions.request("{\"do\":\"stream-broken\"}"));
        assertThat(payload(broken)).isEqualTo("{\"errorType\":\"Broken\",\"errorMessage\":\"in the middle\"}");
        InvocationResult mode = fail(spec, Functions.request("{\"do\":\"stream-mode\"}"));
        assertThat(payload(mode)).contains("Runtime.InvalidResponseModeHeader");
    }

    @Test
    void boundsTheLogWhileTheFunctionRuns() throws Exception {
        environments.close();
        environments = ProcessEnvironments.start(
                settings().toBuilder().maxLogBytes(1 << 20).build());
        code = environments.store(Functions.faultZip());
        EnvironmentSpec spec = spec();
        invoke(spec, "{\"do\":\"print\",\"size\":5000000}");
        InvocationResult result = invoke(spec, "{\"do\":\"sleep\",\"size\":300}");
        assertThat(log(result)).startsWith("START ").doesNotContain("xxx");
    }
}
