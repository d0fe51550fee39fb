package io.coldgate.embedded.runtime.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Python functions, through AWS's own client, which a test run downloads once. */
@Tag("process")
@Timeout(600)
class PythonRuntimeTest extends EnvironmentsFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APP = """
            import os, sys
            print("in init")
            def handler(event, context):
                if "fail" in event:
                    raise ValueError("on purpose")
                return {"event": event, "id": context.aws_request_id, "version": "%d.%d" % sys.version_info[:2],
                        "left": context.get_remaining_time_in_millis(), "path": sys.path,
                        "runtime": os.environ["AWS_EXECUTION_ENV"]}
            """;

    private NavigableMap<Integer, Path> installed;

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder()
                .initLimit(Duration.ofSeconds(60))
                .cacheFolder(Path.of("target/interface-clients").toAbsolutePath())
                .build();
    }

    @BeforeEach
    void findPython() throws Exception {
        installed = Interpreters.PYTHON.installed();
        assumeThat(installed).as("a Python of 3.9 or later on this machine").isNotEmpty();
    }

    private EnvironmentSpec python(int minor, TestZip zip, List<StoredCode> layers) throws Exception {
        return Functions.spec(
                environments.store(zip.bytes()),
                layers,
                "python3." + minor,
                "app.handler",
                Map.of(),
                60,
                LogFormat.TEXT);
    }

    private InvocationResult start(EnvironmentSpec spec, String event) throws Exception {
        try {
            return invoke(spec, event);
        } catch (RuntimeUnavailableException e) {
            if (e.getMessage().contains("from PyPI") || e.getMessage().contains("python3-venv")) {
                throw new TestAbortedException(e.getMessage(), e);
            }
            throw e;
        }
    }

    private static TestZip app(String source) {
        return new TestZip().file("app.py", 0644, source);
    }

    @Test
    void runsAPythonHandlerThroughAwsOwnClient() throws Exception {
        int minor = installed.lastKey();
        EnvironmentSpec spec = python(minor, app(APP), List.of());
        environments.prepare(spec);
        InvocationResult result = start(spec, "{\"a\":1}");
        JsonNode answer = JSON.readTree(result.payload());
        assertThat(result.functionError()).as(Functions.payload(result)).isNull();
        assertThat(answer.get("event").toString()).isEqualTo("{\"a\":1}");
        assertThat(answer.get("version").asText()).isEqualTo("3." + minor);
        assertThat(answer.get("left").asInt()).isPositive();
        assertThat(answer.get("runtime").asText()).isEqualTo("AWS_Lambda_python3." + minor);
        assertThat(Functions.log(result))
                .contains("in init\n", "Init Duration: ")
                .doesNotContain("runs on Python");
        assertThat(result.measurements().initNanos()).isPresent();
        InvocationResult warm = invoke(spec, "{}");
        assertThat(warm.measurements().cold()).isFalse();
        InvocationResult failed = invoke(spec, "{\"fail\":true}");
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(Functions.payload(failed)).contains("\"errorMessage\": \"on purpose\"", "ValueError");
    }

    @Test
    void saysWhichNewerPythonRunsAnOlderRuntime() throws Exception {
        int missing = missing();
        int serving = installed.ceilingKey(missing);
        InvocationResult result = start(python(missing, app(APP), List.of()), "{}");
        JsonNode answer = JSON.readTree(result.payload());
        assertThat(answer.get("version").asText()).isEqualTo("3." + serving);
        assertThat(answer.get("runtime").asText()).isEqualTo("AWS_Lambda_python3." + missing);
        assertThat(Functions.log(result)).contains("python3." + missing + " runs on Python 3." + serving + " here");
    }

    /** A version that is not there, and served by a later one. */
    private int missing() {
        int missing = installed.lastKey() - 1;
        while (installed.containsKey(missing)) {
            missing--;
        }
        return missing;
    }

    @Test
    void refusesToLoadExtensionsOfAnotherVersion() throws Exception {
        int missing = missing();
        TestZip zip = app(APP).file("lib/_core.cpython-3" + missing + "-x86_64-linux-gnu.so", 0755, "x");
        assertThatThrownBy(() -> start(python(missing, zip, List.of()), "{}"))
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessageContainingAll(
                        "lib/_core.cpython-3" + missing + "-x86_64-linux-gnu.so", "pyenv install 3." + missing);
    }

    @Test
    void findsModulesOfLayers() throws Exception {
        int minor = installed.lastKey();
        StoredCode layer = environments.store(new TestZip()
                .file("python/near.py", 0644, "word = 'near'")
                .file("python/lib/python3." + minor + "/site-packages/far.py", 0644, "word = 'far'")
                .bytes());
        String source = "import near, far\ndef handler(event, context):\n    return near.word + far.word\n";
        InvocationResult result = start(python(minor, app(source), List.of(layer)), "{}");
        assertThat(Functions.payload(result)).isEqualTo("\"nearfar\"");
    }

    @Test
    void reportsAnInitThatFails() throws Exception {
        InvocationResult result = start(python(installed.lastKey(), app("import absent\n"), List.of()), "{}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(Functions.payload(result)).contains("Runtime.ImportModuleError", "No module named 'absent'");
    }

    @Test
    void saysInOneLineWhatToDoWithoutPyPi(@TempDir Path empty) {
        var offline = new PythonClient(empty, Map.of("PIP_INDEX_URL", "http://127.0.0.1:9/simple"));
        Map.Entry<Integer, Path> python = installed.lastEntry();
        assertThatThrownBy(() -> offline.interpreter("python3.9", python.getKey(), python.getValue()))
                .isInstanceOf(RuntimeUnavailableException.class)
                .satisfies(e -> assumeThat(e.getMessage())
                        .as("an interpreter that can make virtual environments")
                        .doesNotContain("python3-venv"))
                .hasMessageContainingAll("python3.9: ", "from PyPI", "PIP_INDEX_URL")
                .hasMessageNotContaining("\n");
        assertThat(empty).isEmptyDirectory();
    }
}
