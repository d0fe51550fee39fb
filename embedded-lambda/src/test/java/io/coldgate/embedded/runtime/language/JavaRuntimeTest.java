package io.coldgate.embedded.runtime.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("process")
class JavaRuntimeTest extends EnvironmentsFixture {
    /** A plain class is a handler: RIC calls any method with one parameter. */
    public static final class Handler {
        public Map<String, Object> handle(Map<String, Object> event) {
            System.out.println("in the handler");
            if (event.containsKey("fail")) {
                throw new IllegalStateException("on purpose");
            }
            return Map.of("event", event, "name", System.getenv("AWS_LAMBDA_FUNCTION_NAME"));
        }
    }

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder().initLimit(Duration.ofSeconds(60)).build();
    }

    private EnvironmentSpec java(String runtime) throws Exception {
        String name = Handler.class.getName();
        String file = name.replace('.', '/') + ".class";
        var bytes = new ByteArrayOutputStream();
        try (InputStream in = Handler.class.getClassLoader().getResourceAsStream(file)) {
            in.transferTo(bytes);
        }
        StoredCode stored = environments.store(
                new TestZip().file(file, 0644, bytes.toByteArray()).bytes());
        return Functions.spec(stored, List.of(), runtime, name + "::handle", Map.of(), 60, LogFormat.TEXT);
    }

    @Test
    void runsAJavaHandlerThroughAwsOwnClient() throws Exception {
        EnvironmentSpec spec = java("java17");
        environments.prepare(spec);
        InvocationResult result = invoke(spec, "{\"a\":1}");
        assertThat(Functions.payload(result)).contains("\"event\":{\"a\":1}", "\"name\":\"checkout\"");
        assertThat(Functions.log(result)).contains("in the handler\n").contains("Init Duration: ");
        assertThat(result.measurements().initNanos()).isPresent();
        InvocationResult warm = invoke(spec, "{}");
        assertThat(warm.measurements().cold())
                .as(Functions.log(result) + Functions.log(warm))
                .isFalse();
        InvocationResult failed = invoke(spec, "{\"fail\":true}");
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(Functions.payload(failed)).contains("\"errorMessage\":\"on purpose\"");
    }

    /**
     * Each JVM used to replace one file in /tmp, which on Lambda is the environment's own, with the client's native
     * library: of two that started at the same time one found it half written.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void environmentsThatStartAtTheSameTimeShareNoFileThatTheyWrite() throws Exception {
        EnvironmentSpec spec = java("java17");
        long pid = invoke(spec, "{}").measurements().pid();
        List<String> libraries;
        try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
            libraries = maps.filter(line -> line.contains("libaws-lambda-jni"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList();
        }
        assertThat(libraries).singleElement().asString().startsWith(workFolder().toString());
    }

    @Test
    void aPackageWithoutTheHandlersClassFailsAndNamesIt() throws Exception {
        StoredCode empty =
                environments.store(new TestZip().file("other.txt", 0644, "x").bytes());
        EnvironmentSpec spec =
                Functions.spec(empty, List.of(), "java17", "com.example.Absent::handle", Map.of(), 60, LogFormat.TEXT);
        InvocationResult result = invoke(spec, "{}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        assertThat(Functions.payload(result)).contains("com.example.Absent");
    }

    @Test
    void saysWhichNewerJavaRunsAnOlderRuntime() throws Exception {
        InvocationResult result = invoke(java("java8.al2"), "{}");
        assertThat(result.functionError()).isNull();
        boolean eight = Path.of("/usr/lib/jvm/java-8-openjdk-amd64").toFile().exists();
        assertThat(Functions.log(result).contains("java8.al2 runs on Java ")).isNotEqualTo(eight);
    }
}
