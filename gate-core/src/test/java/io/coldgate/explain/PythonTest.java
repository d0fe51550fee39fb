package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.ExplainedStart.Phase;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PythonTest {
    private static Look read(String frames) {
        return PythonStack.read("Fatal Python error: Aborted\n\nCurrent thread 0x00007effefa61b80 (most recent call"
                        + " first):\n" + frames)
                .orElseThrow();
    }

    @Test
    void theInnermostModuleIsTheOneThatIsImported() throws IOException {
        Look look =
                PythonStack.read(GoTraceTest.recorded("python3.11-import.dump")).orElseThrow();
        assertThat(look.phase()).isEqualTo(Phase.INIT);
        assertThat(look.subject()).isEqualTo("slow");
        assertThat(look.at()).isEqualTo("/var/task/slow.py:3");
        assertThat(look.path())
                .as("the chain of imports, outermost first")
                .containsExactly("handler:<module> /var/task/handler.py:1", "slow:<module> /var/task/slow.py:3");
    }

    @Test
    void aModuleOfAPackageHasItsName() {
        String subject = read("  File \"/opt/python/boto3/session.py\", line 12 in <module>\n")
                .subject();
        assertThat(subject).isEqualTo("boto3.session");
        assertThat(read("  File \"/x/site-packages/yaml/__init__.py\", line 2 in <module>\n")
                        .subject())
                .isEqualTo("yaml");
    }

    @Test
    void theClientOfTheRuntimeApiIsNoImportOfTheFunctions() {
        Look look = read("""
                  File "/c/awslambdaric/lambda_runtime_client.py", line 50 in wait_next_invocation
                  File "/c/awslambdaric/bootstrap.py", line 300 in run
                  File "/c/awslambdaric/__main__.py", line 9 in <module>
                """);
        assertThat(look.phase()).isEqualTo(Phase.CLIENT);
    }

    @Test
    void beforeAnyThreadTheRuntimeIsUnderWay() {
        assertThat(PythonStack.read("Fatal Python error: Aborted\n\n")
                        .orElseThrow()
                        .phase())
                .isEqualTo(Phase.RUNTIME);
        assertThat(PythonStack.read("Full thread dump\n")).isEmpty();
    }

    @Test
    void importTimesAreThoseOfTheModuleItself() {
        Trace trace = Trace.parse("""
                import time: self [us] | cumulative | imported package
                import time:       434 |        434 |       _json
                a word of the function's own
                import time:      1185 |       2408 |   json.decoder
                torn import time:      6001 |
                """);
        assertThat(trace.packages())
                .containsExactly(
                        new PackageInit("_json", 434_000, 435_000, 0, 0, 0),
                        new PackageInit("json.decoder", 1_185_000, 1_186_000, 0, 0, 0));
        assertThat(trace.torn()).isEqualTo(1);
    }
}
