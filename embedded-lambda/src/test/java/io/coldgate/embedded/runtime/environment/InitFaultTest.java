package io.coldgate.embedded.runtime.environment;

import static io.coldgate.embedded.runtime.environment.Functions.log;
import static io.coldgate.embedded.runtime.environment.Functions.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import io.coldgate.embedded.runtime.spec.LogFormat;
import io.coldgate.facts.Architectures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that fail before they ask for their first event, and packages that cannot be started. */
@Tag("process")
class InitFaultTest extends EnvironmentsFixture {
    @ParameterizedTest
    @CsvSource({
        "exit:0, Runtime exited without providing a reason",
        "exit:3, Runtime exited with error: exit status 3",
        "signal:9, Runtime exited with error: signal: killed",
        "signal:11, Runtime exited with error: signal: segmentation fault"
    })
    void retriesAnInitThatExitsAndThenReportsIt(String fault, String message) throws Exception {
        InvocationRequest request = Functions.request("{}");
        InvocationResult result = environments.invoke(fault(fault, 20), request);
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(payload(result))
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + request.requestId()
                        + " Error: " + message + "\"}");
        String report = "INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\tPhase: %s\tStatus: error\tError Type:"
                + " Runtime.ExitError\n";
        assertThat(log(result))
                .containsPattern("(?s)^.*" + report.formatted("init") + ".*" + report.formatted("invoke")
                        + "START .*END .*" + "REPORT .*Status: error\tError Type: Runtime.ExitError\t\n$")
                .doesNotContain("MB\tInit Duration");
        assertThat(result.measurements().initNanos()).isEmpty();
    }

    @Test
    void goesOnWhenTheSecondInitWorks() throws Exception {
        InvocationResult result = invoke(fault("exit-once:" + folder.resolve("tried"), 20), "{\"do\":\"count\"}");
        assertThat(payload(result)).isEqualTo("1");
        assertThat(result.functionError()).isNull();
        assertThat(log(result)).contains("Phase: init\tStatus: error").doesNotContain("Phase: invoke");
        assertThat(result.measurements().cold()).isTrue();
        assertThat(result.measurements().initNanos()).isEmpty();
    }

    @Test
    void repeatsAnInitThatIsTooSlowUnderTheFunctionsTimeout() throws Exception {
        InvocationResult result = invoke(fault("hang-once:" + folder.resolve("tried"), 20), "{\"do\":\"count\"}");
        assertThat(payload(result)).isEqualTo("1");
        assertThat(log(result))
                .containsPattern("^INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\tPhase: init\tStatus: timeout\nSTART ");
        assertThat(result.measurements().initNanos()).isEmpty();
        assertThat(result.measurements().durationNanos()).isLessThan(19_000_000_000L);
    }

    @Test
    void givesUpAnInitThatHangsForEver() throws Exception {
        InvocationResult result = invoke(fault("hang", 1), "{}");
        assertThat(payload(result)).contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
        assertThat(log(result))
                .containsPattern("(?s)^hanging\nINIT_REPORT [^\n]*Phase: init\tStatus: timeout\n"
                        + "hanging\nINIT_REPORT [^\n]*Phase: invoke\tStatus: timeout\nSTART ")
                .endsWith("Status: timeout\t\n");
        assertThat(soon(() -> !alive(result.measurements().pid()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"init-error", "init-error:stay"})
    void passesAReportedInitErrorOnUnchanged(String fault) throws Exception {
        InvocationResult result = invoke(fault(fault, 20), "{}");
        assertThat(payload(result))
                .isEqualTo("{\"errorType\":\"BadConfig\",\"errorMessage\":\"no config\",\"stackTrace\":[]}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(log(result))
                .contains("reported\nINIT_REPORT", "Phase: init\tStatus: error\tError Type: Runtime.BadConfig\n")
                .endsWith("Error Type: Runtime.BadConfig\t\n");
    }

    private InvocationResult invoke(TestZip zip) throws Exception {
        EnvironmentSpec spec = Functions.spec(environments.store(zip.bytes()), Map.of(), 5);
        environments.prepare(spec);
        InvocationResult result = invoke(spec, "{}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(payload(result))
                .startsWith("{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: ");
        assertThat(log(result)).endsWith("Status: error\tError Type: Runtime.InvalidEntrypoint\t\n");
        return result;
    }

    @Test
    void namesAMissingBootstrap() throws Exception {
        assertThat(payload(invoke(new TestZip().file("main", 0755, "x"))))
                .contains("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
    }

    @Test
    void namesABootstrapThatIsNotExecutable() throws Exception {
        InvocationResult result = invoke(new TestZip().file("bootstrap", 0644, GoPrograms.host("fault")));
        assertThat(payload(result)).contains("fork/exec /var/task/bootstrap: permission denied");
        assertThat(log(result)).contains("chmod 755 bootstrap");
    }

    @Test
    void refusesABootstrapFromAWindowsZip() throws Exception {
        InvocationResult result = invoke(new TestZip().windows("bootstrap", GoPrograms.host("fault")));
        assertThat(payload(result)).contains("Error: fork/exec /var/task/bootstrap: permission denied\"}");
        assertThat(log(result)).contains("a zip made on Windows has none", "chmod 755 bootstrap");
        assertThat(payload(invoke(new TestZip().file("bootstrap", 0744, GoPrograms.host("fault")))))
                .contains("permission denied");
    }

    @Test
    void takesTheExactNameAndNoFolder() throws Exception {
        String missing = "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]";
        byte[] program = GoPrograms.host("fault");
        assertThat(payload(invoke(new TestZip().file("Bootstrap", 0755, program))))
                .contains(missing);
        assertThat(payload(invoke(new TestZip().file(".\\bootstrap", 0755, program))))
                .contains(missing.replace("\\", "\\\\"));
        assertThat(log(invoke(new TestZip().file("bootstrap/main", 0755, program))))
                .contains("bootstrap is a folder");
        assertThat(payload(invoke(new TestZip().link("bootstrap", "bin/main")))).contains(missing);
    }

    @Test
    void startsABootstrapThatIsALink() throws Exception {
        byte[] program = GoPrograms.host("fault");
        StoredCode linked = environments.store(new TestZip()
                .file("bin/main", 0755, program)
                .link("bootstrap", "bin/main")
                .bytes());
        assertThat(payload(invoke(Functions.spec(linked, Map.of(), 20), "{\"do\":\"count\"}")))
                .isEqualTo("1");
        assertThat(payload(invoke(new TestZip().file("bin/main", 0644, program).link("bootstrap", "bin/main"))))
                .contains("permission denied");
    }

    @ParameterizedTest
    @CsvSource({
        "'#!/bin/sh\r\nexit 0\r\n', no such file or directory, dos2unix",
        "'#!/bin/sh\r', no such file or directory, dos2unix",
        "'#!\nexit 0\n', exec format error, names no interpreter",
        "'#! \t', exec format error, names no interpreter",
        "'MZ..', exec format error, built for Windows",
        "'', exec format error, bootstrap is empty",
        "'\177ELF', exec format error, another architecture (ELF machine 0)"
    })
    void answersAsTheKernelDoes(String bootstrap, String message, String explanation) throws Exception {
        InvocationResult result = invoke(new TestZip().file("bootstrap", 0755, bootstrap.translateEscapes()));
        assertThat(payload(result)).contains("fork/exec /var/task/bootstrap: " + message);
        assertThat(log(result)).contains(explanation);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void startsNoProgramOfAnotherSystem() throws Exception {
        byte[] macOs = {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe, 7, 0, 0, 1};
        InvocationResult result = invoke(new TestZip().file("bootstrap", 0755, macOs));
        assertThat(payload(result)).contains("exec format error");
        assertThat(log(result)).contains("built for macOS", "GOOS=linux");
    }

    @ParameterizedTest
    @CsvSource({"/lib/ld-musl-x86_64.so.1", "/nix/store/none/ld-linux-x86-64.so.2"})
    void startsNoProgramWhoseLoaderIsNotThere(String loader) throws Exception {
        InvocationResult result = invoke(new TestZip().file("bootstrap", 0755, dynamic(loader)));
        assertThat(payload(result)).contains("fork/exec /var/task/bootstrap: no such file or directory");
        assertThat(log(result)).contains("needs the loader " + loader, "CGO_ENABLED=0");
    }

    /** The headers of a program for this machine that asks for that loader. */
    private static byte[] dynamic(String loader) {
        var elf = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) 2).putShort((short) (Architectures.ofHost().equals("arm64") ? 183 : 62));
        elf.putInt(1).putLong(0).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 1);
        elf.putInt(64, 3).putLong(72, 128).putLong(96, loader.length() + 1L);
        elf.position(128).put(loader.getBytes(StandardCharsets.US_ASCII));
        return elf.array();
    }

    @Test
    void namesABootstrapForAnotherArchitecture() throws Exception {
        InvocationResult result = invoke(new TestZip().file("bootstrap", 0755, GoPrograms.foreign("fault")));
        assertThat(payload(result)).contains("fork/exec /var/task/bootstrap: exec format error");
        assertThat(log(result))
                .containsPattern("bootstrap is built for (arm64|x86_64), but this host is (x86_64|arm64)");
    }

    @Test
    void namesABootstrapThatIsNoProgram() throws Exception {
        assertThat(payload(invoke(new TestZip().file("bootstrap", 0755, "echo no shebang\n"))))
                .contains("exec format error");
        assertThat(log(invoke(new TestZip().file("bootstrap", 0755, "#!/no/such/interpreter -x\n"))))
                .contains("no such file or directory", "/no/such/interpreter");
        assertThat(payload(invoke(new TestZip().file("bootstrap", 0755, "")))).contains("exec format error");
    }

    @Test
    void saysWhatToInstallForARuntimeThatCannotRunHere() {
        EnvironmentSpec python =
                Functions.spec(code, List.of(), "python3.99", "app.handler", Map.of(), 5, LogFormat.TEXT);
        assertThatThrownBy(() -> invoke(python, "{}"))
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessage(
                        "python3.99: needs Python 3.99 or newer: install it (apt-get install python3 python3-venv, or"
                                + " pyenv install 3.99)");
        EnvironmentSpec ruby = Functions.spec(code, List.of(), "ruby3.4", "app.handler", Map.of(), 5, LogFormat.TEXT);
        assertThatThrownBy(() -> invoke(ruby, "{}"))
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessageContaining("ruby3.4");
    }
}
