package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.code.FileModes;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.host.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
@Timeout(120)
class KilledServerTest {
    @TempDir
    Path folder;

    /** A server of its own process: starts functions, says their process ids, and waits to be killed. */
    static final class Server {
        public static void main(String[] arguments) throws Exception {
            var environments = ProcessEnvironments.start(EnvironmentSettings.defaults().toBuilder()
                    .workParent(Path.of(arguments[0]))
                    .build());
            StoredCode code = environments.store(Files.readAllBytes(Path.of(arguments[1])));
            var line = new StringBuilder();
            for (String how : new String[] {"group", "session", "bare"}) {
                InvocationResult result = environments.invoke(
                        Functions.spec(code, Map.of(), 20),
                        Functions.request("{\"do\":\"fork\",\"text\":\"" + how + "\"}"));
                line.append(result.measurements().pid())
                        .append(' ')
                        .append(Functions.payload(result))
                        .append(' ');
            }
            environments.prepare(Functions.spec(code, Map.of(), 20));
            System.out.println(line);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void leavesNoProcessAndNoFileBehind() throws Exception {
        try (var server = new ServerProcess(Server.class, folder)) {
            String[] pids = server.line().split(" ", -1);
            assertThat(pids).hasSize(6).allMatch(pid -> EnvironmentsFixture.alive(Long.parseLong(pid)));
            server.kill();
            for (String pid : pids) {
                assertThat(EnvironmentsFixture.soon(() -> !EnvironmentsFixture.alive(Long.parseLong(pid))))
                        .as("process %s ends", pid)
                        .isTrue();
            }
            assertThat(EnvironmentsFixture.soon(() -> folder.toFile().list().length == 1))
                    .as("work folder is removed")
                    .isTrue();
        }
    }

    @Test
    void removesWhatAServerWithoutAWatchdogLeftBehind() throws Exception {
        String marker = "coldgate-00000000-0000-4000-8000-000000000000";
        Path stale = WorkFolder.create(folder, marker);
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(stale.resolve("owner"), gone.pid() + " 1 " + marker + "\n");
        Files.createDirectories(stale.resolve("code/x"));
        Files.writeString(stale.resolve("code/x/bootstrap"), "x");
        FileModes.seal(stale.resolve("code"), Map.of());
        var builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("AWS_SESSION_TOKEN", marker);
        Process left = builder.start();
        Path living = WorkFolder.create(folder, "coldgate-11111111-0000-4000-8000-000000000000");
        Path foreign = Files.createDirectory(folder.resolve("coldgate-notes"));
        try (var environments = ProcessEnvironments.start(
                EnvironmentSettings.defaults().toBuilder().workParent(folder).build())) {
            assertThat(stale).doesNotExist();
            assertThat(left.onExit().join().exitValue()).isNotZero();
            assertThat(living).exists();
            assertThat(foreign).exists();
            assertThat(environments.workFolder()).exists();
        } finally {
            left.destroyForcibly();
        }
    }
}
