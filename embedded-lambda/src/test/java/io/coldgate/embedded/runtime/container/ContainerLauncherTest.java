package io.coldgate.embedded.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.code.ContainerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts of containers that fail; a script stands in the place of the engine. */
@Tag("process")
class ContainerLauncherTest {
    private static final ContainerImage IMAGE = new ContainerImage(
            "checkout", "sha256:" + "1".repeat(64), List.of("/app"), List.of("h"), "/srv", "x86_64", 1);

    @TempDir
    private Path folder;

    @Test
    void aContainerThatIsNotReadyInTimeIsRemoved() throws Exception {
        assertThatThrownBy(() -> start("exec sleep 120", 1))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot start a container: it was not ready within 1 s");

        assertThat(called("run")).singleElement().asString().contains("--name");
        String name = called("run").get(0).replaceFirst(".* --name (\\S+) .*", "$1");
        assertThat(called("rm")).containsExactly("rm -f -v " + name);
    }

    @Test
    void whatTheEngineSaysIsTheReasonOfAFailedStart() throws Exception {
        assertThatThrownBy(() -> start("echo 'no space left' >&2; exit 125", 120))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot start a container: no space left");
        assertThat(called("rm")).as("the engine has removed it").isEmpty();
    }

    /** Starts a container of an engine whose {@code run} is that script. */
    private void start(String script, long readySeconds) throws Exception {
        Path program = Files.writeString(
                folder.resolve("docker"),
                "#!/bin/sh\necho \"$*\" >>" + calls() + "\ncase $1 in info) echo yes true;; run) " + script
                        + ";; esac\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        var run = new ContainerRun(
                ContainerEngine.find(List.of(program.toString())),
                IMAGE,
                List.of("/app", "h"),
                "/srv",
                512,
                "id",
                folder,
                folder.resolve("probe"));
        Path log = Files.createFile(folder.resolve("log"));
        ContainerLauncher.prepare(run, Map.of(), 7, log, readySeconds);
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    private List<String> called(String command) throws IOException {
        return Files.readAllLines(calls()).stream()
                .filter(call -> call.startsWith(command + " "))
                .toList();
    }
}
