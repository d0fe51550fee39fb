package io.coldgate.embedded.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.code.ContainerImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are not there, and ones that are scripts. */
@Tag("process")
class ContainerEngineTest {
    @TempDir
    private Path folder;

    /** A script in the place of an engine, which notes how it was called. */
    private String engine(String name, String script) throws Exception {
        Path file =
                Files.writeString(folder.resolve(name), "#!/bin/sh\necho \"$*\" >>" + calls() + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    @Test
    void withoutAnEngineOneLineSaysWhatWasTried() {
        assertThatThrownBy(() -> ContainerEngine.find(List.of("no-such-docker", "no-such-podman")))
                .isInstanceOf(ContainerException.class)
                .hasMessage("container images need Docker or Podman on this machine: no-such-docker is not on the PATH;"
                        + " no-such-podman is not on the PATH: start it or install one, name another with"
                        + " COLDGATE_CONTAINER_ENGINE, or measure a zip package");
    }

    @Test
    void anEngineThatDoesNotAnswerSaysWhy() throws Exception {
        String docker = engine("docker", "echo 'Cannot connect to the daemon' >&2; exit 1");
        assertThatThrownBy(() -> ContainerEngine.find(List.of(docker)))
                .hasMessageContaining(docker + " does not answer (Cannot connect to the daemon)");
    }

    @Test
    void theFirstThatAnswersIsTaken() throws Exception {
        String dead = engine("docker", "exit 1");
        String podman = engine("podman", "echo yes v2 true");
        assertThat(ContainerEngine.find(List.of(dead, podman)).program()).isEqualTo(podman);
    }

    @Test
    void memoryIsLimitedWhereTheEngineCan() throws Exception {
        assertThat(ContainerEngine.find(List.of(engine("docker", "echo yes true")))
                        .options(256))
                .containsExactly("--memory", "256m", "--memory-swap", "256m");
        assertThat(ContainerEngine.find(List.of(engine("docker", "echo yes false")))
                        .options(256))
                .isEmpty();
        assertThat(ContainerEngine.find(List.of(engine("podman", "echo yes v1 true")))
                        .options(256))
                .doesNotContain("--memory");
        assertThat(ContainerEngine.find(List.of(engine("podman", "echo yes v2 true")))
                        .options(256))
                .contains("--memory", "256m");
    }

    @Test
    void anImageThatIsNotThereIsSaidAndNotPulled() throws Exception {
        ContainerEngine engine = ContainerEngine.find(List.of(
                engine("docker", "case $1 in info) echo yes true;; *) echo 'no such image' >&2; exit 1;; esac")));
        assertThatThrownBy(() -> engine.inspect("checkout:1"))
                .hasMessage("no image checkout:1 on this machine (no such image): build it first, or docker pull"
                        + " checkout:1");
        assertThat(Files.readString(calls())).doesNotContain("pull");
    }

    @Test
    void aNameThatLooksLikeAnOptionReachesNoEngine() throws Exception {
        ContainerEngine engine = ContainerEngine.find(List.of(engine("docker", "echo yes true")));
        assertThatThrownBy(() -> engine.inspect("--help")).hasMessageContaining("not the name of an image");
        assertThat(Files.readString(calls())).doesNotContain("--help");
    }

    @Test
    void containersOfServersThatAreGoneAreOrphansAndOthersAreNot() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        String orphan = "coldgate-" + gone.pid() + "-5-aa-1";
        String own = ContainerName.of("bb-2");
        String reused = "coldgate-" + ProcessHandle.current().pid() + "-5-cc-3";
        ContainerEngine engine = ContainerEngine.find(List.of(engine(
                "docker",
                "case \"$1 $*\" in info*) echo yes true;; *environment=" + orphan + ") echo made-by-it;;"
                        + " *environment=*) ;; ps*) printf '%s\\n' " + orphan + " " + own + " " + reused
                        + " somebody coldgate-x-y-z;; esac")));
        assertThat(engine.orphans()).containsExactly(orphan, "made-by-it", reused);
        engine.remove(engine.orphans());
        assertThat(Files.readString(calls()))
                .contains("rm -f -v " + orphan + " made-by-it " + reused + "\n")
                .contains("--filter label=io.coldgate.environment --filter label=io.coldgate.place=");
    }

    @Test
    void aContainerHasLambdasRestrictionsAndNoVariablesOnItsCommandLine() throws Exception {
        ContainerEngine engine = ContainerEngine.find(List.of(engine("docker", "echo yes true")));
        var image = new ContainerImage(
                "checkout", "sha256:" + "1".repeat(64), List.of("/app"), List.of("h"), "/srv", "x86_64", 1);
        var run = new ContainerRun(
                engine, image, List.of("/app", "h"), "/srv", 512, "id", folder, folder.resolve("probe"));
        List<String> words =
                run.words("name", 7, folder.resolve("log"), folder.resolve("variables"), folder.resolve("start"));
        assertThat(words)
                .containsSequence("run", "--rm", "-i", "--pull=never", "--name", "name")
                .containsSequence("--network", "host")
                .containsSequence("--user", "993:990")
                .containsSequence("--cap-drop", "ALL")
                .contains("--read-only")
                .containsSequence("--memory", "512m")
                .endsWith("--entrypoint", "/.coldgate/probe", image.id(), "7", "/app", "h")
                .doesNotContain("-e", "--env", "--privileged");
    }
}
