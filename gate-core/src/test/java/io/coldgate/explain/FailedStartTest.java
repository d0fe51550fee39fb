package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FailedStartTest {
    private static final String GO = """
            dialing db:5432\\nSIGQUIT: quit\\nPC=0x494521 m=0 sigcode=0\\n\\n\
            goroutine 0 gp=0xb7bea0 m=0 mp=0xb7d080 [idle]:\\nruntime.futex(0xb7d1d8)\\n\\t/go/src/runtime/sys.s:569 +0x21\\n\\n\
            goroutine 1 gp=0x17bfa48341e0 m=nil [IO wait]:\\n\
            runtime.gopark(0x17bf)\\n\\t/go/src/runtime/proc.go:462 +0xce fp=0x1 sp=0x2 pc=0x3\\n\
            net.(*Dialer).DialContext(0x1)\\n\\t/go/src/net/dial.go:525 +0x1\\n\
            """;

    private static String start(String kind, String end, String log) {
        return "{\"kind\":\"" + kind + "\",\"end\":\"" + end + "\",\"log\":\"" + log + "\"}";
    }

    private static String text(String... starts) throws WatchException {
        String document = "{\"coldgateExplain\":1,\"starts\":[" + String.join(",", starts) + "]}";
        return FailedStart.textOfLast(
                WatchedStarts.parse(document.getBytes(StandardCharsets.UTF_8), "shop", Arm.CANDIDATE)
                        .starts());
    }

    @Test
    void theInitThatHangsIsNamedWithItsLineItsInnermostCallAndItsOwnOutput() throws Exception {
        String log = GO + "shop/db.init.0()\\n\\t/src/db/db.go:12 +0x1d\\n"
                + "runtime.doInit1(0x1)\\n\\t/go/src/runtime/proc.go:7291 +0xd7\\n\\nrax    0xca\\n";
        assertThat(text(start("first", "patience", log)))
                .isEqualTo("no request for work in time: the init of shop/db hangs at /src/db/db.go:12,"
                        + " in net.(*Dialer).DialContext; it printed: dialing db:5432");
    }

    @Test
    void aMainThatHangsIsNamedWithItsLine() throws Exception {
        String log = "SIGQUIT: quit\\n\\ngoroutine 1 [select (no cases)]:\\nmain.main()\\n\\t/src/main.go:9 +0x1\\n";
        assertThat(text(start("plain", "patience", log)))
                .isEqualTo("no request for work in time: main hangs at /src/main.go:9");
    }

    @Test
    void aModuleOfPythonThatHangsIsNamedWithItsLine() throws Exception {
        String log = "Fatal Python error: Aborted\\n\\nCurrent thread 0x7f (most recent call first):\\n"
                + "  File \\\"/var/task/settings.py\\\", line 3 in <module>\\n"
                + "  File \\\"/var/task/app.py\\\", line 1 in <module>\\n";
        assertThat(text(start("first", "patience", log)))
                .isEqualTo("no request for work in time: the init of settings hangs at /var/task/settings.py:3");
    }

    @Test
    void aHangOfAnUnknownProgramHasItsOutputOnly() throws Exception {
        assertThat(text(start("first", "patience", "waiting for the database")))
                .isEqualTo("no request for work in time: waiting for the database");
        assertThat(text(start("first", "patience", ""))).isEqualTo("no request for work in time");
    }

    @Test
    void otherEndsAreNamedByTheirKeyAndError() throws Exception {
        assertThat(text(start("plain", "exited", "panic: no config"))).isEqualTo("exited: panic: no config");
        assertThat(text(start("handled", "patience", ""))).isEqualTo("no answer to the event in time");
    }

    @Test
    void ofStartsThatHungTheLastWithAPlaceIsDescribed() throws Exception {
        String log = "SIGQUIT: quit\\n\\ngoroutine 1 [select]:\\nmain.main()\\n\\t/src/main.go:9 +0x1\\n";
        String hung = start("first", "patience", log);
        assertThat(text(hung, start("plain", "patience", "")))
                .isEqualTo("no request for work in time: main hangs at /src/main.go:9");
        assertThat(text(hung, start("plain", "exited", "panic: no config"))).isEqualTo("exited: panic: no config");
        assertThat(text()).isEmpty();
    }
}
