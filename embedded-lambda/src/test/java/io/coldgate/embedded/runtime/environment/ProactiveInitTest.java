package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Environments whose process starts before a request needs it. */
@Tag("process")
class ProactiveInitTest extends EnvironmentsFixture {
    private static String tail(InvocationResult result) {
        return new String(result.logTail(), StandardCharsets.UTF_8);
    }

    /** What functions have written so far. */
    private String logs() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(environments.workFolder())) {
            for (Path log : files.filter(file -> file.endsWith("log")).toList()) {
                all.append(Files.readString(log));
            }
        }
        return all.toString();
    }

    @Test
    void initIsOverBeforeTheInvocationAndReportedWithIt() throws Exception {
        EnvironmentSpec spec = fault("print", 5);
        environments.prepare(spec);
        assertThat(logs()).isEmpty();
        environments.initialise(spec);
        assertThat(logs()).isEqualTo("hello from init\n");

        InvocationResult first = invoke(spec, "{\"a\":1}");
        assertThat(first.payload()).asString().isEqualTo("{\"a\":1}");
        assertThat(tail(first)).startsWith("hello from init\nSTART RequestId: ").contains("\tInit Duration: ");
        assertThat(first.measurements().cold()).isTrue();
        assertThat(first.measurements().initNanos()).isPresent();

        InvocationResult second = invoke(spec, "{}");
        assertThat(second.measurements().cold()).isFalse();
        assertThat(second.measurements().environmentId())
                .isEqualTo(first.measurements().environmentId());
        assertThat(tail(second)).doesNotContain("Init Duration");
    }

    @Test
    void anInitThatFailsEarlyIsRepeatedWithinTheInvocation() throws Exception {
        EnvironmentSpec spec = fault("exit-once:" + folder.resolve("once"), 10);
        environments.prepare(spec);
        environments.initialise(spec);
        InvocationResult result = invoke(spec, "{\"a\":1}");
        assertThat(result.functionError()).isNull();
        assertThat(tail(result)).doesNotContain("Init Duration: ");
    }

    @Test
    void anInitOverItsLimitIsStartedAgain() throws Exception {
        EnvironmentSpec spec = fault("hang-once:" + folder.resolve("once"), 10);
        environments.prepare(spec);
        environments.initialise(spec);
        InvocationResult result = invoke(spec, "{\"a\":1}");
        assertThat(result.functionError()).isNull();
        assertThat(tail(result)).contains("INIT_REPORT Init Duration: ").contains("Status: timeout");
    }

    @Test
    void aProcessThatDiesWhileItWaitsIsReplaced() throws Exception {
        EnvironmentSpec spec = fault("print", 10);
        environments.prepare(spec);
        environments.initialise(spec);
        ProcessHandle process = ProcessHandle.current()
                .descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("bootstrap"))
                .findFirst()
                .orElseThrow();
        process.destroyForcibly();
        assertThat(soon(() -> !alive(process.pid()))).isTrue();
        // The server hears of the end a little later: an event that is handed over in between finds out.
        InvocationResult result = invoke(spec, "{\"a\":1}");
        InvocationResult served = result.functionError() == null ? result : invoke(spec, "{\"a\":1}");
        assertThat(served.functionError()).isNull();
        assertThat(served.measurements().pid()).isNotEqualTo(process.pid());
    }

    @Test
    void withoutAPreparedEnvironmentThereIsNothingToInitialise() throws Exception {
        environments.initialise(spec());
        assertThat(environments.count()).isZero();
    }
}
