package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A record that is recognised as the beginning of a result is counted: recovered without doubt, or its series is not
 * judged.
 */
class TornResultsTest {
    private static final double MS = 1e6;

    @TempDir
    private Path folder;

    private ToolResults goBench(String text) {
        return Recorded.ofText(Tool.GO_BENCH, folder, text);
    }

    @Test
    void valuesThatComeAloneAreThoseOfTheNameBefore() {
        ToolResults results = goBench("""
                BenchmarkX-8   \t     100\t      10 ns/op
                BenchmarkX-8   \t2026/11/20 10:00:05 cache rebuilt, 4096 states
                cache is warm
                     152\t      99 ns/op\t  2048 B/op
                BenchmarkX-8   \t404 not found
                       7\t      98.5 ns/op
                BenchmarkX-8   \t
                       8\t      97 ns/op
                PASS
                """);

        assertThat(Recorded.values(results, "BenchmarkX{cpu=8}", "ns/op")).containsExactly(10, 99, 98.5, 97);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BenchmarkX-8   \tlog\nBenchmarkY-8 \t1\t5 ns/op\nPASS\n",
                "BenchmarkX-8   \tlog     152\t      99 ns/op\nBenchmarkY-8 \t1\t5 ns/op\nPASS\n",
                "BenchmarkX-8   log\nBenchmarkY-8 \t1\t5 ns/op\nPASS\n",
                "BenchmarkY-8 \t1\t5 ns/op\nlogBenchmarkX-8   \t     152\t      99 ns/op\nPASS\n",
                "BenchmarkX-8 \t1\t5 ns/op\nBenchmarkX-8 \tlog\nBenchmarkY-8 \t1\t5 ns/op\nPASS\n",
                "BenchmarkX-8 \t1\t5 ns/op 7\nBenchmarkY-8 \t1\t5 ns/op\nPASS\n",
                "BenchmarkY-8 \t1\t5 ns/op\nBenchmarkX-8 \tlog\nPASS\n",
            })
    void aNameWhoseValuesDoNotComeIsNotJudgedAndSpoilsNoOther(String text) {
        ToolResults results = goBench(text);

        assertThat(results.series())
                .filteredOn(series -> series.id().shown().equals("BenchmarkX{cpu=8}"))
                .isNotEmpty()
                .allSatisfy(series -> assertThat(series.problem().orElse(""))
                        .contains("the result of BenchmarkX-8 is torn apart by other output", "send logs elsewhere"));
        assertThat(Recorded.values(results, "BenchmarkY{cpu=8}", "ns/op")).containsExactly(5);
    }

    @Test
    void theFirstTornLineIsNamedAndTheOthersAreCounted() {
        Recorded.assertSpoiled(
                goBench("pkg: a\nBenchmarkX-8 \tlog\nBenchmarkX-8 \tlog\nBenchmarkX-8 \tlog\nPASS\nok a 1s\n"),
                "BenchmarkX{cpu=8}",
                "",
                "line 2:",
                "and so are 2 more");
    }

    @Test
    void valuesWithoutANameCouldBeAnybodys() {
        Recorded.assertBroken(
                goBench("BenchmarkX-8 \t1\t5 ns/op\n     152\t      99 ns/op\nPASS\n"), ":2: ", "name is torn away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Benchmark results follow", "Benchmarking took 5 s", "BenchmarkX", "=== RUN   BenchmarkX"})
    void aSentenceIsNoResult(String line) {
        ToolResults results = goBench(line + "\nBenchmarkY-8 \t1\t5 ns/op\nPASS\n");
        assertThat(results.series()).hasSize(1);
        Recorded.assertWhole(results, "BenchmarkY{cpu=8}", "ns/op");
    }

    @Test
    void hostileLinesTakeNoLongerThanTheyAreLong() {
        String names = "BenchmarkX".repeat(20_000);
        String blanks = " ".repeat(300_000) + "x".repeat(300_000) + "\u2028";
        for (String line :
                new String[] {"x" + names, names + blanks, "BenchmarkX" + blanks, "ok " + blanks, "1 " + blanks}) {
            Recorded.assertWhole(
                    goBench(line + "\nPASS\nBenchmarkY-8 \t1\t5 ns/op\nPASS\n"), "BenchmarkY{cpu=8}", "ns/op");
        }
    }

    @Test
    void theOkOfAnotherPackageIsNoEndOfThisOne() {
        Recorded.assertBroken(
                goBench("pkg: a\nBenchmarkX-8 \t1\t5 ns/op\nPASS\nok  \tb\t1s\n"), "pkg: a", "ok b", "contradict");
    }

    @Test
    void twoRecordsInALineOfGatlingAreNotOne() {
        String run = "RUN\tS\ts\t1000\t \t3.10.5\n";
        Recorded.assertBroken(
                Recorded.ofText(Tool.GATLING, folder, run + "REQUEST\t\ta\t1\t2\tOK\t REQUEST\t\tb\t1\t9999\tOK\t \n"),
                "more than one record");
        Recorded.assertBroken(
                Recorded.ofText(
                        Tool.GATLING, folder, run + "REQUEST\t\ta\t1\t2\tKO\tstatus 500REQUEST\t\tb\t1\t9999\tOK\t \n"),
                "more than one record");
    }

    @Test
    void aRequestThatCouldNotBeBuiltSpoilsItsSeries() {
        ToolResults results = Recorded.ofText(Tool.GATLING, folder, """
                RUN\tS\ts\t1000\t \t3.10.5
                REQUEST\tgroup\tpay\t2000\t2100\tOK\t\s
                REQUEST\t\tsearch\t2000\t2100\tOK\t\s
                ERROR\tpay: Failed to build request: no attribute\t2100
                """);

        Recorded.assertSpoiled(results, "group/pay", "response_time", "1 requests could not be built");
        assertThat(Recorded.values(results, "search", "response_time")).containsExactly(100 * MS);
    }

    @Test
    void theMessageOfAKoMayHaveLineBreaks() {
        ToolResults results = Recorded.ofText(Tool.GATLING, folder, """
                RUN\tS\ts\t1000\t \t3.10.5
                REQUEST\t\ta\t2000\t2100\tKO\tstatus 500, and the body was
                {
                \t"error": "no"

                }
                REQUEST\t\ta\t3000\t3100\tOK\t\s
                """);

        assertThat(Recorded.values(results, "a", "response_time")).containsExactly(Double.POSITIVE_INFINITY, 100 * MS);
    }

    @Test
    void aLineThatIsNoRecordBehindAnOkIsStillRefused() {
        Recorded.assertBroken(
                Recorded.ofText(
                        Tool.GATLING, folder, "RUN\tS\ts\t1\t \t3.10.5\nREQUEST\t\ta\t1\t2\tOK\t \nREQ\t\tb\t1\t2\n"),
                "unknown kind");
    }

    @Test
    void aLinkThatIsNotFollowedIsNotPassedOver() throws Exception {
        Path outside = Recorded.write(folder.resolve("outside.json"), "{}");
        Files.createDirectories(folder.resolve("in"));
        Files.createSymbolicLink(folder.resolve("in/lhr-1.json"), outside);
        Files.createSymbolicLink(folder.resolve("in/more.jsonl"), outside);

        Recorded.assertBroken(Recorded.read(Tool.LIGHTHOUSE, folder.resolve("in")), "symbolic link");
        Recorded.assertBroken(Recorded.read(Tool.GATLING, folder.resolve("in")), "symbolic link");
    }

    @Test
    void aCommandWithoutItsListsSpoilsItselfAlone() {
        ToolResults results = Recorded.ofText(Tool.HYPERFINE, folder, """
                {"results":[{"command":"a","times":[1],"exit_codes":[0]},{"command":"b","times":[1]},
                  {"command":"c","times":[1,2],"exit_codes":[0,0],"memory_usage_byte":[1024]}]}
                """);

        Recorded.assertWhole(results, "a", "time");
        Recorded.assertSpoiled(results, "b", "time", "exit_codes");
        Recorded.assertWhole(results, "c", "time");
        Recorded.assertSpoiled(results, "c", "memory", "memory_usage_byte has 1 values and exit_codes 2");
    }

    @Test
    void pointsOfK6ThatAreMissingSpoilTheRequests() {
        ToolResults results = Recorded.ofText(Tool.K6, folder, """
                {"metric":"http_reqs","type":"Point","data":{"value":1,"tags":{}}}
                {"metric":"http_req_duration","type":"Point","data":{"value":1,"tags":{}}}
                {"metric":"http_reqs","type":"Point","data":{"value":1,"tags":{}}}
                {"metric":"mine","type":"Point","data":{"value":1,"tags":{}}}
                """);

        Recorded.assertSpoiled(
                results, "http_req_duration", "", "http_reqs counts 2", "http_req_duration has 1 points");
        Recorded.assertWhole(results, "mine", "");
    }

    @Test
    void anAuditThatOneReportLacksIsNotJudgedByTheOthers() {
        String report =
                "{\"lighthouseVersion\":\"13.0.0\",\"requestedUrl\":\"u\",\"fetchTime\":\"1\",\"audits\":{\"a\":"
                        + "{\"numericValue\":1,\"numericUnit\":\"millisecond\"}%s}}";
        ToolResults results = Recorded.ofText(
                Tool.LIGHTHOUSE,
                folder,
                "[" + report.formatted(",\"b\":{\"numericValue\":2,\"numericUnit\":\"byte\"}") + ","
                        + report.formatted("") + "]");

        assertThat(Recorded.values(results, "u", "a")).hasSize(2);
        Recorded.assertSpoiled(results, "u", "b", "only 1 of 2 reports have it");
    }
}
