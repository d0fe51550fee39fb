package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Better;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperfineAndGoBenchTest {
    private static final String BENCH = """
            goos: linux
            goarch: amd64
            pkg: example.com/parse
            cpu: Some CPU @ 3.00GHz
            Unit widgets/op better=higher assume=nothing
            BenchmarkParse/sub=1-8         \t    1000\t      1234 ns/op\t      56 B/op\t       3 allocs/op\t  10.5 widgets/op
            BenchmarkParse/sub=1-8         \t    1000\t      1200.5 ns/op\t      56 B/op\t       3 allocs/op\t  11 widgets/op
            BenchmarkParse/sub=1           \t    1000\t      1500 ns/op
            BenchmarkCopy-8 \t 50 \t 3e+06 ns/op\t 120.50 MB/s
            BenchmarkOdd-8 \t 1 \t 5 things
            PASS
            ok  \texample.com/parse\t1.234s
            """;

    @TempDir
    private Path folder;

    @Test
    void hyperfinesTimesAreSecondsAndItsSamplesInOrder() {
        ToolResults results = Recorded.read(Tool.HYPERFINE, "hyperfine/hyperfine.json");

        double[] values = Recorded.values(results, "true", "time");
        assertThat(values).hasSize(10);
        assertThat(values[0]).isCloseTo(35_866_228, Offset.offset(1e-3));
        assertThat(Recorded.series(results, "true", "time").better()).isEqualTo(Better.LOWER);
    }

    @Test
    void aCommandThatFailedIsNotFast() {
        ToolResults results = Recorded.read(Tool.HYPERFINE, "hyperfine/hyperfine-failed-1run.json");
        assertThat(Recorded.values(results, "false", "time")).containsExactly(Double.POSITIVE_INFINITY);
    }

    @Test
    void aSignalIsAFailureAndParametersTellCommandsApart() {
        ToolResults results = Recorded.ofText(Tool.HYPERFINE, folder, """
                {"results":[
                  {"command":"run","parameters":{"n":"1"},"times":[0.5,0.25],"exit_codes":[null,0],"memory_usage_byte":[1024,2048]},
                  {"command":"run","parameters":{"n":"2"},"times":[1],"exit_codes":[0]}]}
                """);

        assertThat(Recorded.values(results, "run{n=1}", "time")).containsExactly(Double.POSITIVE_INFINITY, .25e9);
        assertThat(Recorded.values(results, "run{n=1}", "memory")).containsExactly(Double.POSITIVE_INFINITY, 2048);
        assertThat(Recorded.values(results, "run{n=2}", "time")).containsExactly(1e9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[{\"command\":\"a\",\"times\":[1]}]}",
                "{\"results\":[{\"command\":\"a\",\"times\":[1,2],\"exit_codes\":[0]}]}",
                "{\"results\":[{\"command\":\"a\",\"times\":[\"1\"],\"exit_codes\":[0]}]}",
                "{\"results\":[{\"command\":\"a\",\"exit_codes\":[0]}]}",
                "{\"results\":[]}",
                "{\"results\":[{\"command\":\"a\",\"times\":[1",
                "[]"
            })
    void hyperfinesFileMustBeWhole(String text) {
        Recorded.assertNothingToJudge(Recorded.ofText(Tool.HYPERFINE, folder, text));
    }

    @Test
    void everyLineOfAGoBenchmarkIsASampleOfEachOfItsUnits() {
        ToolResults results = Recorded.ofText(Tool.GO_BENCH, folder, BENCH);

        assertThat(Recorded.values(results, "BenchmarkParse/sub=1{cpu=8}", "ns/op"))
                .containsExactly(1234, 1200.5);
        assertThat(Recorded.values(results, "BenchmarkParse/sub=1{cpu=1}", "ns/op"))
                .containsExactly(1500);
        assertThat(Recorded.values(results, "BenchmarkCopy{cpu=8}", "ns/op")).containsExactly(3e6);
        assertThat(results.facts()).containsEntry("cpu", "Some CPU @ 3.00GHz");
        ToolSeries size = Recorded.series(results, "BenchmarkParse/sub=1{cpu=8}", "B/op");
        assertThat(size.unit()).isEqualTo(ValueUnit.SIZE);
        assertThat(size.primary()).isFalse();
    }

    @Test
    void theDirectionOfAUnitIsSaidOrKnown() {
        ToolResults results = Recorded.ofText(Tool.GO_BENCH, folder, BENCH);

        assertThat(Recorded.series(results, "BenchmarkParse/sub=1{cpu=8}", "widgets/op")
                        .better())
                .isEqualTo(Better.HIGHER);
        assertThat(Recorded.series(results, "BenchmarkCopy{cpu=8}", "MB/s").better())
                .isEqualTo(Better.HIGHER);
        assertThat(Recorded.series(results, "BenchmarkParse/sub=1{cpu=8}", "allocs/op")
                        .better())
                .isEqualTo(Better.LOWER);
        assertThat(Recorded.series(results, "BenchmarkOdd{cpu=8}", "things").better())
                .isEqualTo(Better.UNKNOWN);
    }

    @Test
    void benchmarksOfSeveralPackagesStayApart() {
        ToolResults results = Recorded.ofText(
                Tool.GO_BENCH,
                folder,
                "pkg: a\nBenchmarkX-2 1 5 ns/op\nPASS\nok a 1s\npkg: b\nBenchmarkX-2 1 6 ns/op\nPASS\nok b 1s\n");

        assertThat(Recorded.values(results, "BenchmarkX{pkg=a,cpu=2}", "ns/op")).containsExactly(5);
        assertThat(Recorded.values(results, "BenchmarkX{pkg=b,cpu=2}", "ns/op")).containsExactly(6);
    }

    @Test
    void aNameAloneIsWhatTheVerboseModePrintsFirst() {
        ToolResults results = Recorded.ofText(
                Tool.GO_BENCH,
                folder,
                "=== RUN   BenchmarkX\nBenchmarkX\nBenchmarkX-2 1 5 ns/op\n    x_test.go:9: hi\nPASS\n");
        assertThat(Recorded.values(results, "BenchmarkX{cpu=2}", "ns/op")).containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BenchmarkX-2 1 5 ns/op",
                "BenchmarkX-2 1 5 ns/op\nPASS",
                "BenchmarkX-2 1 5\nPASS\n",
                "BenchmarkX-2 1 5 ns/op 7\nPASS\n",
                "BenchmarkX-2 1 NaN ns/op\nPASS\n",
                "BenchmarkX-2 1 -5 ns/op\nPASS\n",
                "BenchmarkX-2 1 5 ns/op\n",
                "PASS\nBenchmarkX-2 1 5 ns/op\n",
                "pkg: a\nBenchmarkX-2 1 5 ns/op\npkg: b\nBenchmarkX-2 1 6 ns/op\nPASS\n",
                "BenchmarkX-2 1 5 ns/op\nsignal: killed\nPASS\n",
                "BenchmarkX-2 1 5 ns/op\nexit status 2\nPASS\n",
                "BenchmarkY-2   \t--- FAIL: BenchmarkY-2\nPASS\n",
                "BenchmarkX-2 1 5 ns/op\n--- FAIL: BenchmarkY\n",
                "BenchmarkX-2 1 5 ns/op\nFAIL\texample.com/x\t1.2s\n",
                "BenchmarkX-2 1 5 ns/op\nFAIL\n",
                "BenchmarkX-2 1 5 ns/op\npanic: oh no\n",
                "PASS\n",
                ""
            })
    void aRunThatFailedOrIsCutOffIsNoPass(String text) {
        Recorded.assertNothingToJudge(Recorded.ofText(Tool.GO_BENCH, folder, text));
    }
}
