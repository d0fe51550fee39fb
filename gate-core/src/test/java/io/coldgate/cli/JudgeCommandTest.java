package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Records;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts and exit codes of {@code judge}, and the files that it refuses. */
class JudgeCommandTest extends CliFixture {
    private Path results(Ending ending, int n, double initMillis) throws IOException {
        Path file = folder.resolve("results.jsonl");
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            writer.write(Records.run("hello"));
            for (int i = 1; i <= n; i++) {
                writer.write(Records.sample("hello", i, initMillis * 1e6));
            }
            writer.write(new ResultsRecord.SeriesEnded("hello", 1, ending, "the cause"));
            writer.write(new ResultsRecord.End(1, ending, ""));
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE, 100, 10, warn, 0, PASS",
        "COMPLETE, 100, 30, warn, 1, FAIL",
        "TIME_LIMIT, 2, 10, warn, 0, INCONCLUSIVE",
        "TIME_LIMIT, 2, 10, fail, 3, INCONCLUSIVE",
        "COULD_NOT_MEASURE, 2, 10, pass, 4, NOT MEASURED"
    })
    void judgeExitsAsTheRunDid(Ending ending, int n, double millis, String policy, int exitCode, String verdict)
            throws Exception {
        thresholds(HELLO.replace("package:", "on-inconclusive: " + policy + ", package:"));

        assertThat(judge(results(ending, n, millis))).isEqualTo(exitCode);
        assertThat(out()).contains("\n" + verdict + ": 1 check: ");
    }

    @Test
    void quietShowsWhatIsOnlyWarnedOf() throws Exception {
        thresholds(HELLO.replace("package:", "on-inconclusive: warn, package:"));

        assertThat(judge(results(Ending.TIME_LIMIT, 2, 10), "--quiet")).isZero();
        assertThat(out()).contains("INCONCLUSIVE");
    }

    @Test
    void judgeSaysWhenTheThresholdsAreNotThoseOfTheRun() throws Exception {
        thresholds(HELLO);

        judge(results(Ending.COMPLETE, 100, 10));

        assertThat(err()).contains("is not the file that the run in ");
    }

    @Test
    void judgeReadsWhatAKilledRunLeft() throws Exception {
        thresholds(HELLO);
        byte[] whole = Files.readAllBytes(results(Ending.COMPLETE, 6, 10));
        Path cut = folder.resolve("cut.jsonl");
        Files.write(cut, Arrays.copyOf(whole, whole.length * 2 / 3));

        judge(cut);

        assertThat(err()).contains("the last line is cut off");
        assertThat(out()).contains("NOT MEASURED: 1 check");
    }

    private void refusedByJudge(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("results.jsonl"), content);

        assertThat(judge(file)).isEqualTo(2);
        assertThat(err().lines().filter(line -> !line.contains("is not the file that the run in ")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains(message));
        assertThat(out()).isEmpty();
    }

    @Test
    void judgeRefusesWhatIsNoResultsFileInOneLine() throws Exception {
        thresholds(HELLO);
        String good = Files.readString(results(Ending.COMPLETE, 2, 10));

        refusedByJudge("", "results.jsonl:1:1: no records");
        refusedByJudge("not json\n", "results.jsonl:1:");
        refusedByJudge(good + "{}\n", "results.jsonl:6:1: \"type\" is missing");
        refusedByJudge(
                good.replace("\"embedded\"", "\"mars\\u001b\""), "results.jsonl:1:1: unknown platform \"mars\\u001b\"");
        refusedByJudge(
                good.replace("\"init_duration\"", "\"duration\""),
                "results.jsonl:2:1: hello: start 1 has no init_duration: measure again");
        refusedByJudge(
                good.replace("\"functions\":[\"hello\"]", "\"functions\":[\"*\",\"stranger\"]"),
                "\"hello\" is not among the functions of the header");
    }

    @Test
    void judgeOfAMissingFileSaysWhatWritesOne() throws Exception {
        thresholds(HELLO);

        assertThat(judge(folder.resolve("nothing.jsonl"))).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("coldgate check writes one");
        assertThat(judge(folder)).isEqualTo(2);
    }
}
