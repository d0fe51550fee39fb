package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.host.Watchdog;
import io.coldgate.embedded.runtime.log.FunctionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left of a sandbox that cannot be prepared. */
@Tag("process")
class SandboxTest extends EnvironmentsFixture {
    @Test
    void whereAnExtensionCannotBePreparedTheHeldRuntimeEnds() throws Exception {
        Path written = Files.createFile(folder.resolve("function.log"));
        try (FunctionLog log = new FunctionLog(written, 1 << 20);
                Watchdog watchdog = Watchdog.start("sandbox-test", folder)) {
            assertThatThrownBy(() -> Sandbox.prepare(plan("/opt/extensions/no\0path"), log, watchdog))
                    .isInstanceOf(IOException.class);

            assertThat(soon(() -> !holdsA(written))).isTrue();
        }
    }

    private Sandbox.Plan plan(String extension) {
        return new Sandbox.Plan(
                spec(),
                List.of("/bin/true"),
                folder,
                100_000_000_100_000_000L,
                address -> Map.of(),
                null,
                Map.of("agent", extension),
                null);
    }

    /** Returns whether a child of this process was started with that log. */
    private static boolean holdsA(Path log) {
        return ProcessHandle.current()
                .children()
                .anyMatch(child -> commandLine(child.pid()).contains(log.toString()));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }
}
