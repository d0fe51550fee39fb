package io.coldgate.embedded.runtime.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.environment.GoPrograms;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS_LAMBDA_EXEC_WRAPPER, around a runtime that is quick to start. */
@Tag("process")
class ExecWrapperTest extends EnvironmentsFixture {
    private static final String WRAPPER = "#!/bin/sh\necho wrapped \"${0##*/}\" \"${1##*/}\" \"$2\"\nexec \"$@\"\n";

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder()
                .extraRuntimes(Map.of("ruby3.4", List.of("{task}/runtime", "{handler}")))
                .build();
    }

    private static TestZip runtime() {
        return new TestZip().file("runtime", 0755, GoPrograms.host("fault"));
    }

    private InvocationResult invoke(TestZip zip, List<StoredCode> layers, String wrapper) throws Exception {
        EnvironmentSpec spec = Functions.spec(
                environments.store(zip.bytes()),
                layers,
                "ruby3.4",
                "app.main",
                Map.of("AWS_LAMBDA_EXEC_WRAPPER", wrapper),
                20,
                LogFormat.TEXT);
        return invoke(spec, "{\"do\":\"count\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/task/bin/wrap", "/var/task/../task/bin/wrap", "bin/wrap"})
    void startsAWrapperOfThePackageWithTheRuntimesCommandLine(String name) throws Exception {
        InvocationResult result = invoke(runtime().file("bin/wrap", 0755, WRAPPER), List.of(), name);
        assertThat(Functions.payload(result)).isEqualTo("1");
        assertThat(result.functionError()).isNull();
        assertThat(Functions.log(result)).startsWith("wrapped wrap runtime app.main\n");
        assertThat(result.measurements().initNanos()).isPresent();
    }

    @Test
    void startsAWrapperOfALayer() throws Exception {
        StoredCode layer =
                environments.store(new TestZip().file("wrap", 0755, WRAPPER).bytes());
        InvocationResult result = invoke(runtime(), List.of(layer), "/opt/wrap");
        assertThat(Functions.payload(result)).isEqualTo("1");
        assertThat(Functions.log(result)).startsWith("wrapped wrap runtime app.main\n");
    }

    @Test
    void startsAProgramOfTheMachine() throws Exception {
        InvocationResult result = invoke(runtime(), List.of(), "/usr/bin/env");
        assertThat(Functions.payload(result)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "/var/task/absent, not in the package",
        "/var/task/bin, not in the package",
        "/opt/wrap, the function has no layers",
        "/no/such/program, not on this machine"
    })
    void endsAsAwsDoesWhereTheWrapperIsMissing(String name, String explanation) throws Exception {
        InvocationResult result = invoke(runtime().file("bin/wrap", 0755, WRAPPER), List.of(), name);
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(Functions.payload(result))
                .contains("Runtime.ExitError", "Runtime exited with error: exit status 127");
        assertThat(Functions.log(result)).contains("\n" + name + ": does not exist\n", explanation);
    }

    @Test
    void saysThatNoLayerHasTheWrapper() throws Exception {
        StoredCode layer =
                environments.store(new TestZip().file("other", 0755, WRAPPER).bytes());
        assertThat(Functions.log(invoke(runtime(), List.of(layer), "/opt/wrap")))
                .contains("/opt/wrap: does not exist\n", "no layer has it");
    }

    @ParameterizedTest
    @ValueSource(ints = {0644, 0744, 0700})
    void endsAsAwsDoesWhereTheWrapperIsNotExecutable(int mode) throws Exception {
        InvocationResult result = invoke(runtime().file("wrap", mode, WRAPPER), List.of(), "/var/task/wrap");
        assertThat(Functions.payload(result)).contains("Runtime exited with error: exit status 126");
        assertThat(Functions.log(result)).contains("\n/var/task/wrap: is not an executable\n", "chmod 755");
    }

    @Test
    void anEmptyNameIsNoWrapper() throws Exception {
        assertThat(Functions.payload(invoke(runtime(), List.of(), ""))).isEqualTo("1");
    }

    @Test
    void leavesABootstrapAlone() throws Exception {
        EnvironmentSpec spec = Functions.spec(code, Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/absent"), 20);
        assertThat(Functions.payload(invoke(spec, "{\"do\":\"count\"}"))).isEqualTo("1");
    }

    @Test
    void namesAreThoseOfLambda() {
        Path task = Path.of("/w/code");
        Path opt = Path.of("/w/layers");
        assertThat(ExecWrapper.local("/var/task/a/b", task, opt)).isEqualTo(Path.of("/w/code/a/b"));
        assertThat(ExecWrapper.local("/opt/a", task, opt)).isEqualTo(Path.of("/w/layers/a"));
        assertThat(ExecWrapper.local("/opt/a", task, null)).isNull();
        assertThat(ExecWrapper.local("/var/task/../../bin/env", task, opt)).isEqualTo(Path.of("/bin/env"));
        assertThat(ExecWrapper.local("/var/tasks/a", task, opt)).isEqualTo(Path.of("/var/tasks/a"));
    }
}
