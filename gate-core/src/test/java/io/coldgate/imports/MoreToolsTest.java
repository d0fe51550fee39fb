package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Better;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Criterion and pytest-benchmark by files that they wrote, JMeter by files as it writes them. */
class MoreToolsTest {
    private static final String HEADING = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,"
            + "success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n";

    @TempDir
    private Path folder;

    @Test
    void criterionsLastRunIsReadAndASampleIsTheMeanOfItsIterations() {
        ToolResults results = Recorded.read(Tool.CRITERION, "criterion");

        assertThat(results.series())
                .extracting(one -> one.id().name())
                .containsExactly("fib/recursive/10", "flat/sleep a/b");
        double[] values = Recorded.values(results, "fib/recursive/10", "time");
        assertThat(values).hasSize(20);
        assertThat(values[0]).isCloseTo(2_479_892.0 / 8312, Offset.offset(1e-9));
        assertThat(Arrays.stream(Recorded.values(results, "flat/sleep a/b", "time"))
                        .boxed())
                .allMatch(value -> value > 1e6 && value < 1e8);
        assertThat(results.notes()).singleElement().asString().contains("keeps benchmarks that are gone");
    }

    @Test
    void criterionsMessagesHaveTheirUnit() {
        ToolResults results = Recorded.ofText(Tool.CRITERION, folder, """
                {"reason":"group-complete","group_name":"x","benchmarks":["x/a"]}
                {"reason":"benchmark-complete","id":"x/a","iteration_count":[10,20],"measured_values":[1000.0,3000.0],"unit":"ns"}
                {"reason":"benchmark-complete","id":"x/b","iteration_count":[1],"measured_values":[7],"unit":"cycles"}
                """);

        assertThat(Recorded.values(results, "x/a", "time")).containsExactly(100, 150);
        assertThat(Recorded.series(results, "x/b", "time").unit()).isEqualTo(ValueUnit.other("cycles"));
    }

    @Test
    void aCriterionBenchmarkWithAnotherMeasurementIsNotTakenForTime() throws IOException {
        copy(Recorded.file("criterion"), folder.resolve("criterion"));
        Files.writeString(
                folder.resolve("criterion/fib/recursive/10/new/raw.csv"),
                "group,function,value,throughput_num,throughput_type,sample_measured_value,unit,iteration_count\n"
                        + "fib,recursive,10,,,2479892.0,cycles,8312\n");
        Files.writeString(
                folder.resolve("criterion/flat/sleep_a_b/new/sample.json"),
                "{\"sampling_mode\":\"Flat\",\"iters\":[1,1],\"times\":[5]}");

        ToolResults results = Recorded.read(Tool.CRITERION, folder.resolve("criterion"));

        Recorded.assertSpoiled(results, "fib/recursive/10", "time", "measured in \"cycles\"");
        Recorded.assertSpoiled(results, "flat/sleep a/b", "time", "2 counts of iterations and 1 measured values");
    }

    @Test
    void anEmptyFolderOfCriterionHasNothingToJudge() {
        Recorded.assertNothingToJudge(Recorded.read(Tool.CRITERION, folder));
    }

    @Test
    void pytestBenchmarksRoundsAreSamplesInSeconds() {
        ToolResults results = Recorded.read(Tool.PYTEST_BENCHMARK, "pytest-benchmark/out.json");

        assertThat(results.series())
                .extracting(ToolSeries::written)
                .as("a test that failed is not in the file")
                .containsExactly("test_parse[10]", "test_parse[100]", "test_sleep");
        assertThat(Arrays.stream(Recorded.values(results, "test_parse.py::test_sleep", "time"))
                        .boxed())
                .hasSize(12)
                .allMatch(value -> value > 1e6 && value < 1e8);
        assertThat(results.facts()).containsKeys("pytest-benchmark", "python", "cpu");
        assertThat(results.notes()).anyMatch(note -> note.contains("a sample is the mean of 5 calls"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"min\":1,\"rounds\":2} | no samples: write it with --benchmark-json",
                "{\"data\":[1,2],\"rounds\":3} | rounds is 3",
                "{\"data\":[1,2],\"min\":0.5} | min is 0.5",
                "{\"data\":[1,2],\"mean\":1} | mean is 1",
                "{\"data\":[1,-2]} | not a number of zero or more",
                "{\"data\":[]} | no rounds"
            })
    void aPytestBenchmarkThatContradictsItselfSpoilsOnlyItself(String stats, String reason) {
        ToolResults results = Recorded.ofText(
                Tool.PYTEST_BENCHMARK,
                folder,
                "{\"benchmarks\":[{\"name\":\"a\",\"fullname\":\"t.py::a\",\"stats\":" + stats
                        + "},{\"name\":\"b\",\"fullname\":\"t.py::b\",\"stats\":{\"data\":[0.5]}}]}");

        Recorded.assertSpoiled(results, "t.py::a", "time", reason);
        assertThat(Recorded.values(results, "t.py::b", "time")).containsExactly(.5e9);
    }

    @Test
    void jmetersSamplesAreInTheOrderInWhichTheyStartedAndFailuresAreNotFast() {
        ToolResults results = Recorded.ofText(
                Tool.JMETER,
                folder,
                HEADING
                        + "1700000000200,40,home,200,OK,t 1-1,text,true,,10,5,1,1,http://a/?x=1,30,0,2\n"
                        + "1700000000100,250,home,200,\"OK, \"\"really\"\"\n"
                        + "yes\",t 1-2,text,true,,10,5,1,1,http://a/,200,0,0\n"
                        + "1700000000300,1,home,500,Error,t 1-1,text,false,\"Test failed: text,"
                        + " expected\",10,5,1,1,http://a/,1,0,0\n");

        assertThat(Recorded.values(results, "home", "elapsed")).containsExactly(250e6, 40e6, Double.POSITIVE_INFINITY);
        assertThat(Recorded.values(results, "home", "latency")).containsExactly(200e6, 30e6, Double.POSITIVE_INFINITY);
        assertThat(Recorded.series(results, "home", "elapsed").primary()).isTrue();
        assertThat(Recorded.series(results, "home", "connect").primary()).isFalse();
    }

    @Test
    void jmetersSeparatorMayBeAnotherAndColumnsMayBeLeftOut() {
        ToolResults results =
                Recorded.ofText(Tool.JMETER, folder, "label;timeStamp;elapsed;success\nhome;5;7;true\nhome;4;9;true\n");

        assertThat(Recorded.values(results, "home", "elapsed")).containsExactly(9e6, 7e6);
        assertThat(results.series()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void jmetersHeadingMayHaveQuotesAsProgramsSaveIt(String separator) {
        String[] rows = {
            "\"timeStamp\",\"elapsed\",\"label\",\"success\"\n5,7,home,true\n",
            "\"label\",\"elapsed\",\"success\",\"timeStamp\"\nhome,7,true,5\n"
        };
        for (String text : rows) {
            ToolResults results = Recorded.ofText(Tool.JMETER, folder, text.replace(",", separator));

            assertThat(Recorded.values(results, "home", "elapsed")).containsExactly(7e6);
        }
    }

    @Test
    void anotherSeparatorOfJmeterIsRefusedInOneLine() {
        ToolResults results = Recorded.ofText(Tool.JMETER, folder, "timeStamp:elapsed:label:success\n5:7:home:true\n");

        Recorded.assertBroken(results, "no separator beside timeStamp in its first line", "default_delimiter");
    }

    @Test
    void jmetersXmlCountsSamplesAndNotTheirParts() {
        ToolResults results = Recorded.ofText(Tool.JMETER, folder, """
                <?xml version="1.0" encoding="UTF-8"?>
                <testResults version="1.2">
                <httpSample t="120" it="0" lt="100" ct="3" ts="1700000000000" s="true" lb="home" rc="200" rm="OK" tn="t" dt="text" by="1">
                  <httpSample t="20" lt="10" ct="0" ts="1700000000050" s="true" lb="home-0"/>
                  <java.net.URL>http://a/</java.net.URL>
                </httpSample>
                <sample t="5" lt="0" ts="1700000000001" s="false" lb="pay &amp; go"/>
                </testResults>
                """);

        assertThat(Recorded.values(results, "home", "elapsed")).containsExactly(120e6);
        assertThat(Recorded.values(results, "pay & go", "elapsed")).containsExactly(Double.POSITIVE_INFINITY);
        assertThat(results.series()).noneMatch(one -> one.id().name().equals("home-0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1700000000200,40,home,200,OK,t 1-1,text,true,,10,5,1,1,http://a/,30,0,2\n",
                "timeStamp,elapsed,label\n1,2,a\n",
                "timeStamp,elapsed,label,success\n2023/11/14 10:00:00,2,a,true\n",
                "timeStamp,elapsed,label,success\n1,2,a,yes\n",
                "timeStamp,elapsed,label,success\n1,2,a,true\n1,2,b",
                "timeStamp,elapsed,label,success\n1,2,a\n",
                "timeStamp,elapsed,label,success,label\n1,2,a,true,b\n",
                "timeStamp,elapsed,label,success,Latency\n1,2,a,true,3\n",
                "timeStamp,elapsed,label,success\n1,-2,a,true\n",
                "<testResults version=\"1.2\"><sample t=\"1\" ts=\"1\" s=\"true\" lb=\"a\"/>",
                "<html><sample t=\"1\" ts=\"1\" s=\"true\" lb=\"a\"/></html>",
                "<testResults><sample ts=\"1\" s=\"true\" lb=\"a\"/></testResults>",
                "<!DOCTYPE t [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><testResults><sample t=\"1\" ts=\"1\""
                        + " s=\"true\" lb=\"&a;\"/></testResults>",
                ""
            })
    void whatIsNoWholeResultOfJmeterIsNotJudged(String text) {
        Recorded.assertNothingToJudge(Recorded.ofText(Tool.JMETER, folder, text));
    }

    @Test
    void plainSamplesHaveTheirUnitTheirDirectionAndTheirRuns() {
        ToolResults results = Recorded.ofText(Tool.SAMPLES, folder, """
                {"samples":[
                  {"name":"render","unit":"ms","values":[1.5,null,2]},
                  {"name":"score","better":"higher","values":[[90,91],[88]]},
                  {"name":"rate","unit":"ops/ms","values":[2]}]}
                """);

        assertThat(Recorded.values(results, "render", "")).containsExactly(1.5e6, Double.POSITIVE_INFINITY, 2e6);
        assertThat(Recorded.series(results, "render", "").better()).isEqualTo(Better.LOWER);
        assertThat(Recorded.series(results, "score", "").clusters()).containsExactly(2, 1);
        assertThat(Recorded.series(results, "score", "").better()).isEqualTo(Better.HIGHER);
        assertThat(Recorded.values(results, "rate", "")).containsExactly(2000);
        assertThat(Recorded.series(results, "rate", "").better()).isEqualTo(Better.HIGHER);
    }

    @Test
    void plainSamplesMayBeCsv() {
        ToolResults results = Recorded.ofText(
                Tool.SAMPLES,
                folder,
                "name,unit,better,value,run\n\"a, b\",ms,lower,1.5,1\n\"a, b\",ms,lower,failed,1\nx,,higher,3,\n"
                        + "\"a, b\",ms,lower,2,2\n");

        assertThat(Recorded.values(results, "a, b", "")).containsExactly(1.5e6, Double.POSITIVE_INFINITY, 2e6);
        assertThat(Recorded.series(results, "a, b", "").clusters()).containsExactly(2, 1);
        assertThat(Recorded.series(results, "x", "").better()).isEqualTo(Better.HIGHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[{\"name\":\"a\",\"values\":[1,[2]]}]",
                "[{\"name\":\"a\",\"values\":[\"1\"]}]",
                "[{\"name\":\"a\",\"better\":\"faster\",\"values\":[1]}]",
                "[{\"unit\":\"ms\",\"values\":[1]}]",
                "[{\"name\":\"a\",\"values\":[1]},{\"name\":\"a\",\"values\":[2]}]",
                "name,value\na,1\na,NaN\n",
                "name,value\na,1\na,-1\n",
                "name,value\na,1\na,2",
                "name,value,unit\na,1,ms\na,2,s\n",
                "name,value,run\na,1,1\na,2,\n",
                "value\n1\n",
                "name,value\n\"a,1\n"
            })
    void whatIsNoPlainFormatIsNotJudged(String text) {
        Recorded.assertNothingToJudge(Recorded.ofText(Tool.SAMPLES, folder, text));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
