package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Daemons by the book: forked twice, a session of their own, no environment, another folder, no open files of the
 * function's.
 */
@Tag("process")
@Timeout(240)
class DaemonTest {
    private static final int DAEMONS = 15;

    @TempDir
    Path folder;

    /** A server of its own process. */
    static final class Server {
        public static void main(String[] arguments) throws Exception {
            var environments = ProcessEnvironments.start(EnvironmentSettings.defaults().toBuilder()
                    .workParent(Path.of(arguments[0]))
                    .build());
            System.out.println(daemons(environments, Files.readAllBytes(Path.of(arguments[1]))));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static String daemons(ProcessEnvironments environments, byte[] zip) throws Exception {
        InvocationResult result = environments.invoke(
                Functions.spec(environments.store(zip), Map.of(), 60),
                Functions.request("{\"do\":\"daemons\",\"size\":" + DAEMONS + "}"));
        return Functions.payload(result).replace("\"", "");
    }

    private static List<Long> pids(String text) {
        List<Long> pids =
                Arrays.stream(text.strip().split(" ", -1)).map(Long::valueOf).toList();
        assertThat(pids).hasSize(DAEMONS).allMatch(EnvironmentsFixture::alive);
        return pids;
    }

    private static void end(List<Long> pids) {
        try {
            for (long pid : pids) {
                assertThat(EnvironmentsFixture.soon(() -> !EnvironmentsFixture.alive(pid)))
                        .as("daemon %d ends", pid)
                        .isTrue();
            }
        } finally {
            pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    @Test
    void endWithTheServer() throws Exception {
        List<Long> pids;
        try (var environments = ProcessEnvironments.start(
                EnvironmentSettings.defaults().toBuilder().workParent(folder).build())) {
            pids = pids(daemons(environments, Functions.faultZip()));
        }
        end(pids);
    }

    @Test
    void endWithTheirEnvironment() throws Exception {
        try (var environments = ProcessEnvironments.start(
                EnvironmentSettings.defaults().toBuilder().workParent(folder).build())) {
            EnvironmentSpec spec = Functions.spec(environments.store(Functions.faultZip()), Map.of(), 60);
            InvocationResult result =
                    environments.invoke(spec, Functions.request("{\"do\":\"daemons\",\"size\":" + DAEMONS + "}"));
            List<Long> pids = pids(Functions.payload(result).replace("\"", ""));
            environments.retire(spec.revision());
            end(pids);
        }
    }

    @Test
    void endWithAServerThatIsKilled() throws Exception {
        try (var server = new ServerProcess(Server.class, folder)) {
            List<Long> pids = pids(server.line());
            server.kill();
            end(pids);
        }
    }
}
