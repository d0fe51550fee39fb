package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.GitRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of another tool that the gate has run on both sides, by turns. */
@Tag("git")
class MeasuredResultsTest {
    @TempDir
    private Path temporary;

    private final CapturedCli cli = new CapturedCli();
    private GitRepository git;

    @BeforeEach
    void createTheRepository() throws Exception {
        git = GitRepository.create(temporary);
        tool(100, "render");
        git.commit("first");
    }

    private void tool(int millis, String name) throws Exception {
        String runs = "[%1$d,%1$d],[%1$d,%1$d],[%1$d,%1$d]".formatted(millis);
        git.write(
                "bench.sh",
                "echo '{\"samples\":[{\"name\":\"%s\",\"unit\":\"ms\",\"values\":[%s]}]}' > $1\n"
                        .formatted(name, runs));
    }

    private int check(String command) throws Exception {
        git.write("thresholds.yaml", """
                version: 1
                results:
                  - samples:
                    baseline: { ref: main, run: "%s", blocks: 5 }
                    regression: { "*": { p50: +5%% } }
                """.formatted(command));
        return cli.runAnew(
                "check", "--file", git.top().resolve("thresholds.yaml").toString());
    }

    @Test
    void aFifthSlowerFailsAndJudgeRepeatsIt() throws Exception {
        tool(120, "render");
        assertThat(check("sh bench.sh {out}")).as(cli.text()).isEqualTo(1);
        assertThat(cli.out()).contains("proven by 15 runs a side in 5 blocks by turns");
        assertThat(cli.runAnew(
                        "judge",
                        git.top().resolve("coldgate-out").toString(),
                        "--file",
                        git.top().resolve("thresholds.yaml").toString()))
                .isEqualTo(1);
    }

    @Test
    void noChangePasses() throws Exception {
        assertThat(check("sh bench.sh {out}")).as(cli.text()).isZero();
    }

    @Test
    void commandsThatGiveNothingPassNothing() throws Exception {
        assertThat(check("sh -c 'echo oops; exit 3' {out}")).isEqualTo(4);
        assertThat(cli.out()).contains("ended with exit code 3: oops");
        assertThat(check("echo {out}")).isEqualTo(4);
        assertThat(cli.out()).contains("the command made no samples.json at {out}");
        assertThat(check("touch {out}")).isEqualTo(4);
        assertThat(cli.out()).contains("the command left samples.json empty");
    }

    @Test
    void aBenchmarkThatTheCandidateDroppedIsNotMeasured() throws Exception {
        tool(100, "other");
        assertThat(check("sh bench.sh {out}")).isEqualTo(4);
        assertThat(cli.out()).contains("the baseline has it, and the candidate lacks it");
    }
}
