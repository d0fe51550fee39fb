package io.coldgate.embedded.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How it is found out whether a process can have an {@code /opt} of its own. */
@Tag("process")
class OwnOptTest {
    @Test
    void aTryThatHangsIsGivenUp() {
        assertThat(OwnOpt.attempt(List.of("/bin/sh", "-c", "echo begun; exec sleep 60"), Duration.ofSeconds(1)))
                .isEqualTo("unshare hangs");
    }

    @Test
    void ofATryThatFailsTheLastLineIsTheReason() {
        assertThat(OwnOpt.attempt(
                        List.of("/bin/sh", "-c", "echo first; echo not permitted >&2; exit 1"), Duration.ofMinutes(1)))
                .isEqualTo("not permitted");
        assertThat(OwnOpt.attempt(List.of("/bin/sh", "-c", "exit 1"), Duration.ofMinutes(1)))
                .isEqualTo("unshare failed");
        assertThat(OwnOpt.attempt(List.of("/bin/sh", "-c", "echo fine"), Duration.ofMinutes(1)))
                .isEmpty();
    }
}
