package io.coldgate.embedded.runtime.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineAddressTest {
    private static EngineAddress docker(String endpoint) throws ContainerException {
        return EngineAddress.ofDocker(endpoint, "Debian GNU/Linux 12 (bookworm)", "Linux");
    }

    @Test
    void aSocketOfThisKernelIsTheOneToHandOn() throws Exception {
        assertThat(docker("unix:///run/user/1000/docker.sock"))
                .isEqualTo(new EngineAddress("127.0.0.1", "/run/user/1000/docker.sock"));
    }

    @Test
    void inAVirtualMachineTheSocketHasItsUsualPlace() throws Exception {
        var usual = new EngineAddress("127.0.0.1", "/var/run/docker.sock");
        assertThat(EngineAddress.ofDocker("unix:///home/me/.docker/desktop/docker.sock", "Docker Desktop", "Linux"))
                .isEqualTo(usual);
        assertThat(EngineAddress.ofDocker("unix:///Users/me/.colima/default/docker.sock", "Ubuntu", "Mac OS X"))
                .isEqualTo(usual);
    }

    @Test
    void portsOfADaemonElsewhereAreReachedThere() throws Exception {
        EngineAddress elsewhere = docker("tcp://docker:2375");
        assertThat(elsewhere).isEqualTo(new EngineAddress("docker", "/var/run/docker.sock"));
        assertThat(elsewhere.publishing(4566)).isEqualTo("4566");
        assertThat(docker("tcp://localhost:2375").publishing(4566)).isEqualTo("127.0.0.1::4566");
    }

    @Test
    void whatIsNoAddressIsSaid() {
        assertThatThrownBy(() -> docker("tcp://a b")).hasMessageContaining("correct DOCKER_HOST");
    }

    @Test
    void podmansSocketMustBeListenedOn() throws Exception {
        var there = new EngineAddress("127.0.0.1", "/run/podman/podman.sock");
        assertThat(EngineAddress.ofPodman("true /run/podman/podman.sock")).isEqualTo(there);
        assertThat(EngineAddress.ofPodman("true unix:///run/podman/podman.sock"))
                .isEqualTo(there);
        assertThatThrownBy(() -> EngineAddress.ofPodman("false /run/podman/podman.sock"))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("systemctl --user start podman.socket");
        assertThatThrownBy(() -> EngineAddress.ofPodman("")).isInstanceOf(ContainerException.class);
    }
}
