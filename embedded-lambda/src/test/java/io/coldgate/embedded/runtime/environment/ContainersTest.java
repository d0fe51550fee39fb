package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.container.ContainerEngine;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.log.Measurements;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that are container images, by the engine that answers here. */
@Tag("docker")
class ContainersTest extends EnvironmentsFixture {
    private static final String IMAGE = "coldgate-test-fault:1";
    private static final String NOWHERE = "coldgate-test-nowhere:1";

    private static ContainerEngine engine;

    @BeforeAll
    static void needsAnEngine(@TempDir Path context) throws Exception {
        try {
            engine = ContainerEngine.find();
        } catch (ContainerException e) {
            assumeTrue(false, "skipped: " + e.getMessage() + " (ci/check-images starts one)");
        }
        Files.write(context.resolve("fault"), GoPrograms.host("fault"));
        build(context, IMAGE, """
                FROM scratch
                COPY fault /app/fault
                ENV OF_IMAGE="an image's" LANG=C OVERRIDDEN=image PATH=/nowhere:/app
                WORKDIR /app
                ENTRYPOINT ["fault"]
                CMD ["app.handler", "two words"]
                """);
        build(context, NOWHERE, "FROM scratch\nCOPY fault /app/fault\nENTRYPOINT [\"/app/falut\"]\n");
    }

    private static void build(Path context, String name, String recipe) throws Exception {
        Files.writeString(context.resolve("Dockerfile"), recipe);
        context.resolve("fault").toFile().setExecutable(true, false);
        var build = new ProcessBuilder(engine.program(), "build", "-q", "-t", name, context.toString());
        // Where Docker has BuildKit, its plug-in need not be installed.
        build.environment().put("DOCKER_BUILDKIT", "0");
        assertThat(said(build)).as("build of " + name).isNotEmpty();
    }

    private static String said(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(String.join(" ", builder.command())).isZero();
        return said;
    }

    private static List<String> containers() {
        try {
            String names = said(new ProcessBuilder(
                    engine.program(),
                    "ps",
                    "-a",
                    "--filter",
                    "label=io.coldgate.environment",
                    "--format",
                    "{{.Names}}"));
            return names.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The containers of one server, by its process id. */
    private static List<String> containers(long server) {
        return containers().stream()
                .filter(name -> name.startsWith("coldgate-" + server + "-"))
                .toList();
    }

    private static long self() {
        return ProcessHandle.current().pid();
    }

    private EnvironmentSpec image(String name, Map<String, String> variables, int timeoutSeconds) throws Exception {
        return Functions.spec(environments.find(name), variables, timeoutSeconds);
    }

    private EnvironmentSpec image(String fault, int timeoutSeconds) throws Exception {
        return image(IMAGE, Map.of("FAULT", fault), timeoutSeconds);
    }

    @Test
    void itsInitIsMeasuredAsAProcessesIs() throws Exception {
        InvocationResult result = invoke(image("spin:60", 20), "{\"do\":\"say\",\"text\":\"hi\"}");
        assertThat(Functions.payload(result)).isEqualTo("\"said\"");
        assertThat(Functions.log(result)).contains("hi\n", "REPORT RequestId", "Init Duration");
        Measurements measured = result.measurements();
        assertThat(measured.cold()).isTrue();
        assertThat(measured.initNanos().getAsLong()).isGreaterThan(60_000_000);
        assertThat(measured.initCpuNanos().getAsLong()).isGreaterThan(60_000_000);
        // The container is made before the clock starts.
        assertThat(measured.sandboxNanos()).isPositive();
        assertThat(measured.maxMemoryBytes().getAsLong()).isBetween(1L << 20, 64L << 20);
    }

    @Test
    void aContainerServesAgainAndEndsWithItsEnvironment() throws Exception {
        EnvironmentSpec spec = image("", 20);
        InvocationResult first = invoke(spec, "{}");
        InvocationResult second = invoke(spec, "{}");
        assertThat(second.measurements().cold()).isFalse();
        assertThat(second.measurements().pid()).isEqualTo(first.measurements().pid());
        assertThat(containers(self())).hasSize(1);
        environments.retire(spec.revision());
        assertThat(containers(self())).isEmpty();
        assertThat(alive(first.measurements().pid())).isFalse();
    }

    @Test
    void closingTheServerLeavesNoContainer() throws Exception {
        environments.prepare(image("", 20));
        invoke(image("", 20), "{}");
        environments.close();
        assertThat(containers(self())).isEmpty();
    }

    @Test
    void itHasTheImagesVariablesAndOverThemLambdasAndTheFunctions() throws Exception {
        EnvironmentSpec spec = image(IMAGE, Map.of("OVERRIDDEN", "function's\nown", "AWS_REGION", "mars"), 20);
        String variables = Functions.payload(invoke(spec, "{\"do\":\"env\"}"));
        assertThat(variables)
                .contains("OF_IMAGE=an image's", "OVERRIDDEN=function's\\nown", "LANG=C", "TZ=:UTC")
                .contains("_HANDLER=app.handler", "AWS_REGION=eu-central-1", "LAMBDA_TASK_ROOT=/var/task")
                .contains("AWS_LAMBDA_RUNTIME_API=127.0.0.1:", "PATH=/nowhere:/app")
                .doesNotContain("HOSTNAME=", "OVERRIDDEN=image", "AWS_REGION=mars");
    }

    @Test
    void aProgramThatExitsInItsInitIsAFailedStart() throws Exception {
        InvocationResult result = invoke(image("exit:7", 20), "{}");
        assertThat(Functions.payload(result)).contains("Runtime.ExitError", "exit status 7");
        assertThat(Functions.log(result)).contains("leaving\n", "INIT_REPORT");
    }

    @Test
    void aProgramThatExitsInAnInvocationIsStartedAnewForTheNext() throws Exception {
        EnvironmentSpec spec = image("", 20);
        assertThat(Functions.payload(invoke(spec, "{\"do\":\"exit\",\"code\":3}")))
                .contains("exit status 3");
        assertThat(Functions.payload(invoke(spec, "{\"do\":\"say\"}"))).isEqualTo("\"said\"");
    }

    @Test
    void aProgramThatOutgrowsItsMemoryIsKilled() throws Exception {
        assumeTrue(
                said(new ProcessBuilder(engine.program(), "info")).matches("(?s).*(memory|Memory).*"),
                "skipped: this engine limits no memory");
        assertThat(Functions.payload(invoke(image("memory:400", 20), "{}"))).contains("signal: killed");
        assertThat(soon(() -> containers(self()).size() <= 1)).isTrue();
    }

    @Test
    void aTimeoutEndsTheContainer() throws Exception {
        InvocationResult result = invoke(image("", 1), "{\"do\":\"hang\"}");
        assertThat(Functions.payload(result)).contains("Task timed out after 1.00 seconds");
        assertThat(containers(self())).isEmpty();
    }

    @Test
    void onlyTmpCanBeWritten() throws Exception {
        EnvironmentSpec spec = image("", 1);
        invoke(spec, "{\"do\":\"touch\",\"path\":\"/app/x\"}");
        assertThat(Functions.payload(invoke(spec, "{\"do\":\"exists\",\"path\":\"/app/x\"}")))
                .isEqualTo("false");
    }

    @Test
    void anEntryPointThatIsNotThereIsSaidInTheLog() throws Exception {
        InvocationResult result = invoke(image(NOWHERE, Map.of(), 20), "{}");
        assertThat(Functions.payload(result)).contains("exit status 127");
        assertThat(Functions.log(result))
                .contains("coldgate: the image's entry point \"/app/falut\" cannot be started: no such file or"
                        + " directory");
    }

    @Test
    void anImageThatIsNotHereIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> environments.find("coldgate-test-none:1"))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("no image coldgate-test-none:1 on this machine")
                .hasMessageContaining("build it first, or");
    }

    /** A server of its own process. */
    static final class Server {
        public static void main(String[] arguments) throws Exception {
            var environments = ProcessEnvironments.start(EnvironmentSettings.defaults().toBuilder()
                    .workParent(Path.of(arguments[0]))
                    .build());
            StoredCode code = environments.find(IMAGE);
            List<String> pids = new ArrayList<>();
            pids.add(Long.toString(ProcessHandle.current().pid()));
            InvocationResult result = environments.invoke(Functions.spec(code, Map.of(), 20), Functions.request("{}"));
            pids.add(Long.toString(result.measurements().pid()));
            environments.prepare(Functions.spec(code, Map.of(), 20));
            System.out.println(String.join(" ", pids));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void aKilledServersContainersEndWithIt() throws Exception {
        try (var server = new ServerProcess(Server.class, folder)) {
            String[] pids = server.line().split(" ", -1);
            long killed = Long.parseLong(pids[0]);
            assertThat(containers(killed)).hasSize(2);
            server.kill();
            assertThat(soon(() -> containers(killed).isEmpty()))
                    .as("containers end")
                    .isTrue();
            assertThat(alive(Long.parseLong(pids[1]))).isFalse();
        }
    }

    @Test
    void aContainerThatAKilledServerLeftIsRemovedByTheNext() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        List<String> create = new ArrayList<>(List.of(engine.program(), "create"));
        create.addAll(List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096"));
        create.addAll(ContainerEngine.labels("left"));
        create.addAll(List.of("--name", "coldgate-" + gone.pid() + "-5-left-1", IMAGE));
        said(new ProcessBuilder(create));
        assertThat(containers(gone.pid())).hasSize(1);
        environments.find(IMAGE);
        assertThat(containers(gone.pid())).isEmpty();
    }
}
