package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.cli.terminal.Terminal;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.run.RunException;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code --accept}, judged on a day. */
class AcceptCommandTest {
    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();
    private Path thresholds;
    private Path results;

    @BeforeEach
    void aRunWithAPackageThatIsTooLarge() throws IOException {
        thresholds = Plans.write(folder, "old: { package: a.zip, artifact: { zip: 1MB, files: 1 } }");
        results = folder.resolve("results.jsonl");
        try (ResultsWriter writer = ResultsWriter.create(results)) {
            writer.write(Records.run("old"));
            writer.write(
                    new ResultsRecord.Artifact("old", Records.facts(4_000_000, Records.elf("bootstrap", true, false))));
            writer.write(new ResultsRecord.SeriesEnded("old", 2, Ending.COMPLETE, ""));
            writer.write(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        }
    }

    private int judge(String now, String accept) throws IOException {
        Path file = Files.writeString(folder.resolve("accept.yaml"), accept);
        Terminal terminal = cli.terminal();
        return new CommandLine(new JudgeCommand(terminal, Clock.fixed(Instant.parse(now), ZoneOffset.ofHours(-8))))
                .setExecutionExceptionHandler((e, line, parsed) -> terminal.failed((RunException) e))
                .execute("--file", thresholds.toString(), "--accept", file.toString(), results.toString());
    }

    private static String exception(String check) {
        return "accept:\n  - { function: old, check: " + check
                + ", owner: \"@carol\", reason: old SDK, until: 2026-12-31 }\n";
    }

    private String text() {
        return cli.text();
    }

    @Test
    void theLastDayEndsAtMidnightUtcWhateverTheHostsZone() throws IOException {
        assertThat(judge("2026-12-31T23:59:59Z", exception("artifact zip"))).isZero();
        assertThat(cli.takeOut()).contains("old artifact zip: ACCEPTED: FAIL: ").contains("ACCEPTED: 2 checks");
        assertThat(judge("2027-01-01T00:00:00Z", exception("artifact zip"))).isEqualTo(1);
        assertThat(text()).contains("its exception ran out after 2026-12-31 (UTC): @carol (old SDK)");
    }

    @Test
    void anExceptionOfACheckThatThereIsNotIsAMistakeInItsFile() throws IOException {
        assertThat(judge("2026-12-31T00:00:00Z", exception("artifact zipp"))).isEqualTo(2);
        assertThat(text())
                .contains("accept.yaml:2:29: accept[0].check: old has no check \"artifact zipp\"; its checks: artifact"
                        + " zip")
                .contains("accept.yaml: 1 error");
    }

    @Test
    void aWholeFunctionsExceptionAcceptsWhatFailsAndNothingElse() throws IOException {
        assertThat(judge("2026-12-31T00:00:00Z", exception("artifact zip").replace("check: artifact zip, ", "")))
                .isZero();
        assertThat(text())
                .contains("1 passed, 0 failed, 0 inconclusive, 1 accepted")
                .doesNotContain("no longer needed");
    }

    @Test
    void anExceptionOfAnotherCheckLeavesTheFailure() throws IOException {
        assertThat(judge("2026-12-31T00:00:00Z", exception("artifact files"))).isEqualTo(1);
        assertThat(text()).contains("old artifact files: PASS: ").contains("(old SDK) is no longer needed");
    }
}
