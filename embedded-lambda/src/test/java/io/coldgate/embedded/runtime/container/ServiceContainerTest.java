package io.coldgate.embedded.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service behind an engine that is a script: what it is asked for, and what goes wrong. */
@Tag("process")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ServiceContainerTest {
    private static final String NAME = ServiceRun.newName("stack");

    @TempDir
    private Path folder;

    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // The third answer is the first that says it is ready.
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** An engine that notes how it was called; {@code words} say what it does for some of its commands. */
    private ContainerEngine engine(String... words) throws Exception {
        String script = "#!/bin/sh\necho \"$*\" >>" + folder.resolve("calls") + "\ncase $1 in\n"
                + String.join("\n", words)
                + """

                info) case $3 in yes*) echo yes true;; *) echo Debian;; esac;;
                context) echo unix:///run/docker.sock;;
                run) echo "token $TOKEN" >>%s/calls; echo 1234;;
                port) echo 127.0.0.1:%d;;
                wait) exec sleep 60;;
                logs) printf 'first\\nlast words\\n\\n' >&2;;
                esac
                """.formatted(folder, server.getAddress().getPort());
        Path docker = Files.writeString(folder.resolve("docker"), script);
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        return ContainerEngine.find(List.of(docker.toString()));
    }

    private static ServiceRun run(Duration limit) {
        return new ServiceRun(NAME, "stack:1", 4566, "/health", limit, Map.of("TOKEN", "secret", "A", "1"));
    }

    private String calls() throws Exception {
        return Files.readString(folder.resolve("calls"));
    }

    private void assertItFails(ContainerEngine engine, Duration limit, String message) throws Exception {
        assertThatThrownBy(() -> ServiceContainer.start(engine, run(limit)))
                .isInstanceOf(ContainerException.class)
                .hasMessage(message);
        assertThat(calls()).contains("\nrm -f -v " + NAME + "\n");
    }

    @Test
    void itIsReadyWhenItSaysSo() throws Exception {
        ContainerEngine engine = engine(
                "ps) case $* in *\"label=io.coldgate.environment=" + NAME + "\") printf '1234\\n5678\\n';; esac;;");
        try (ServiceContainer container = ServiceContainer.start(engine, run(Duration.ofMinutes(1)))) {
            assertThat(asked).hasValue(3);
            assertThat(container.endpoint())
                    .hasHost("127.0.0.1")
                    .hasPort(server.getAddress().getPort());
            assertThat(container.made()).containsExactly("5678");
        }
        assertThat(calls())
                .contains("run -d --pull=never --name " + NAME + " --label io.coldgate.environment=" + NAME)
                .contains(" --publish 127.0.0.1::4566 ")
                .contains(" --volume /run/docker.sock:/var/run/docker.sock --env A --env TOKEN stack:1\n")
                .contains("token secret\n")
                .containsSubsequence("rm -f -v " + NAME + "\n", "rm -f -v 1234 5678\n")
                .doesNotContain("TOKEN=");
    }

    @Test
    void oneThatEndsBeforeItIsReadySaysItsLastLine() throws Exception {
        server.removeContext("/health");
        assertItFails(
                engine("wait) echo 55;;"),
                Duration.ofMinutes(1),
                "stack:1 does not start: it ended; its last line was: last words");
    }

    @Test
    void oneThatHasEndedHasNoPort() throws Exception {
        assertItFails(
                engine("port) echo 'no public port' >&2; exit 1;;", "logs) ;;"),
                Duration.ofMinutes(1),
                "stack:1 does not start: it ended");
    }

    @Test
    void oneThatIsNotReadyInTimeSaysWhatWasAsked() throws Exception {
        server.removeContext("/health");
        assertItFails(
                engine(),
                Duration.ZERO,
                "stack:1 is not ready within 0 s: http://127.0.0.1:"
                        + server.getAddress().getPort() + "/health does not answer; its last line was: last words");
    }

    @Test
    void oneThatCannotBeMadeIsSaidInTheEnginesWords() throws Exception {
        assertItFails(
                engine("run) echo 'Conflict. The name is in use' >&2; exit 125;;"),
                Duration.ofMinutes(1),
                "stack:1 does not start: Conflict. The name is in use");
    }

    @Test
    void anInterruptedStartLeavesNothing() throws Exception {
        server.removeContext("/health");
        ContainerEngine engine = engine();
        Thread starter = Thread.currentThread();
        server.createContext("/health", exchange -> {
            starter.interrupt();
            exchange.close();
        });
        try {
            assertItFails(engine, Duration.ofMinutes(1), "stack:1 was interrupted while it started");
            assertThat(starter.isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aProcessThatIsEndedWhileItStartsOneLeavesNothing() throws Exception {
        ContainerEngine engine = engine();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartingServer.class.getName(),
                        engine.program())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            while (!calls().contains("\nwait coldgate-" + process.pid())) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(20);
            }
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(128 + 15);
        } finally {
            process.destroyForcibly();
        }
        assertThat(calls()).containsSubsequence("\nrm -f -v coldgate-" + process.pid());
    }

    @Test
    void containersThatCannotBeListedAreNotNone() throws Exception {
        ContainerEngine engine = engine("ps) [ ! -f " + folder.resolve("gone") + " ] || { echo gone >&2; exit 1; };;");
        try (ServiceContainer container = ServiceContainer.start(engine, run(Duration.ofMinutes(1)))) {
            Files.createFile(folder.resolve("gone"));
            assertThatThrownBy(container::made).hasMessage("containers cannot be listed: gone");
        }
    }

    @Test
    void anImageThatIsNotHereIsPulledAndOneThatIsHereIsNot() throws Exception {
        engine("image) ;;").pullMissing("stack:1");
        assertThat(calls()).doesNotContain("pull");
        engine("image) exit 1;;").pullMissing("stack:1");
        assertThat(calls()).contains("pull -q stack:1\n");
        ContainerEngine without = engine("image) exit 1;;", "pull) echo 'no route to host' >&2; exit 1;;");
        assertThatThrownBy(() -> without.pullMissing("stack:1"))
                .hasMessage("the image stack:1 is not here and cannot be pulled (no route to host)");
    }
}
