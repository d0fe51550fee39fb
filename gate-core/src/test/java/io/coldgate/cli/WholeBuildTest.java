package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Fingerprint;
import io.coldgate.sample.HeldResults;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.RunHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was never measured does not pass when it is judged again. */
class WholeBuildTest {
    private static final String HELLO = "hello: { package: bootstrap, budgets: { init_duration: { p50: 20ms } } }\n";
    private static final String WORLD = "world: { package: bootstrap, budgets: { init_duration: { p50: 20ms } } }\n";
    private static final String ONE = "- { gatling: one.jsonl, budgets: { checkout: { p95: 250ms } } }\n";
    private static final String TWO = "- { gatling: two.jsonl, budgets: { search: { p95: 250ms } } }\n";

    @TempDir
    private Path folder;

    private GateFolder gate;

    @BeforeEach
    void aFolder() throws IOException {
        gate = new GateFolder(folder);
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
    }

    private void samples(String name, String request, int millis) throws IOException {
        Files.write(
                folder.resolve(name),
                IntStream.range(0, 200)
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "{\"request\":\"%s\",\"started_epoch_ms\":%d,\"ended_epoch_ms\":%d,\"response_ms\":%d,"
                                        + "\"ok\":true}",
                                request,
                                1000 + i,
                                21_000 + i,
                                millis + i * 7 % 11))
                        .toList());
    }

    /** A run of these functions that all passed, in a folder of its own. */
    private Path run(String name, Optional<BuildPart> part, String... functions) throws IOException {
        Path file = Files.createDirectories(folder.resolve(name)).resolve("results.jsonl");
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            writer.write(new ResultsRecord.Run(RunHeader.builder()
                    .coldgateVersion("0.1.0")
                    .startedAtMillis(1)
                    .platform(functions.length == 0 ? RunHeader.NO_PLATFORM : "embedded")
                    .seed(1)
                    .thresholdsFile("thresholds.yaml")
                    .thresholdsSha256("0")
                    .functions(List.of(functions))
                    .fingerprint(new Fingerprint(Map.of()))
                    .part(part)
                    .tools(Optional.of(List.<HeldResults>of()))
                    .build()));
            for (String function : functions) {
                for (int i = 1; i <= 60; i++) {
                    writer.write(Records.sample(function, i, 10e6));
                }
                writer.write(new ResultsRecord.SeriesEnded(function, 2, Ending.COMPLETE, ""));
            }
            writer.write(new ResultsRecord.End(3, Ending.COMPLETE, ""));
        }
        return file.getParent();
    }

    @Test
    void resultsThatCannotBeReadAreAReportToo() throws IOException {
        gate.thresholds("version: 1\nfunctions:\n  " + HELLO);
        Path results = run("one", Optional.empty(), "hello").resolve("results.jsonl");
        assertThat(judge(results, "--output", gate.output())).as(gate.text()).isZero();
        Files.writeString(results, "no results\n");

        assertThat(judge(results, "--output", gate.output())).as(gate.text()).isEqualTo(2);

        JsonNode report = report(gate.output());
        assertThat(report.has("verdict")).isFalse();
        assertThat(report.path("exitCode").asInt()).isEqualTo(2);
        assertThat(report.path("problems")).hasSize(1);
        assertThat(report.path("problems").get(0).path("place").asText()).isEqualTo(results + ":1:1");
        assertThat(report.path("problems").get(0).path("message").asText()).startsWith("not JSON: ");
        assertThat(gate.output().resolve("report.html")).doesNotExist();
    }

    private int judge(Object... arguments) {
        gate.takeOut();
        List<String> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return gate.coldgate("judge", all.toArray(String[]::new));
    }

    private JsonNode report(Path output) throws IOException {
        return new ObjectMapper().readTree(output.resolve("report.json").toFile());
    }

    @Test
    void aFunctionThatTheRunLeftOutWasNotMeasured() throws Exception {
        Plans.write(folder, HELLO + WORLD);
        Path parts = folder.resolve("parts");
        Path alone = run("parts/1", Optional.empty(), "hello");

        assertThat(judge("--whole-build", alone)).as(gate.text()).isEqualTo(4);
        assertThat(gate.out())
                .contains("NOT MEASURED  world")
                .contains("NOT MEASURED: 2 checks: 1 passed, 0 failed, 0 inconclusive, 1 not measured");
        assertThat(gate.out()).contains("could not measure world: not in this run");
        assertThat(judge("--output", folder.resolve("out"), parts))
                .as("a folder of folders")
                .isEqualTo(4);
        assertThat(report(folder.resolve("out")).path("verdict").asText()).isEqualTo("NOT_MEASURED");
    }

    @Test
    void shardsOfTwoCommitsAreRefusedThoughAnotherRecordsNone() throws Exception {
        Plans.write(folder, HELLO + WORLD);
        shard(1, "", "hello");
        shard(2, "2222222222bb", "world");
        shard(3, "3333333333cc");

        assertThat(judge(folder.resolve("parts"))).as(gate.text()).isEqualTo(2);
        assertThat(gate.err()).contains("parts/2/results.jsonl and ", " at commit 2222222222, ", " at 3333333333; ");
    }

    private void shard(int number, String commit, String... functions) throws IOException {
        BuildPart part = new BuildPart(List.of("hello", "world"), number, 3, Optional.empty(), List.of());
        Path results = run("parts/" + number, Optional.of(part), functions).resolve("results.jsonl");
        if (!commit.isEmpty()) {
            String text = Files.readString(results);
            Files.writeString(results, text.replace("\"seed\":1,", "\"seed\":1,\"commit\":\"" + commit + "\","));
        }
    }

    @Test
    void judgedAloneTheHeadlineNamesWhatWasNotMeasured() throws Exception {
        Plans.withResults(folder, HELLO + WORLD, ONE);
        Path alone = run("alone", Optional.empty(), "hello");

        assertThat(judge("--output", folder.resolve("out"), alone))
                .as(gate.text())
                .isZero();

        String names = "; not in this run: world, gatling one.jsonl";
        assertThat(gate.out())
                .contains("\nPASS: 1 check: 1 passed, 0 failed, 0 inconclusive; ")
                .contains(names + "\n");
        assertThat(report(folder.resolve("out")).path("notMeasured"))
                .extracting(JsonNode::asText)
                .containsExactly("world", "gatling one.jsonl");
        assertThat(Files.readString(folder.resolve("out/summary.md"))).startsWith("## Coldgate: PASS" + names + "\n");
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains(names);
    }

    @Test
    void aFunctionOrResultsThatWereAddedAfterTheRunWereNotMeasured() throws Exception {
        Plans.write(folder, HELLO);
        Path run = run("run", Optional.empty(), "hello");
        assertThat(judge("--whole-build", run)).as(gate.text()).isZero();

        Plans.write(folder, HELLO + WORLD);
        assertThat(judge("--whole-build", run)).isEqualTo(4);

        Plans.withResults(folder, HELLO, ONE);
        assertThat(judge("--whole-build", run)).isEqualTo(4);
        assertThat(gate.out()).contains("NOT MEASURED  checkout").contains("not in this run");
    }

    @Test
    void shardsOfAFileWithOneMoreFunctionAreNotTheWhole() throws Exception {
        Plans.write(folder, HELLO + WORLD + WORLD.replace("world", "added"));
        List<String> build = List.of("hello", "world");
        run("parts/1", Optional.of(new BuildPart(build, 1, 2, Optional.empty())), "hello");
        run("parts/2", Optional.of(new BuildPart(build, 2, 2, Optional.empty())), "world");

        assertThat(judge(folder.resolve("parts"))).as(gate.text()).isEqualTo(4);
        assertThat(gate.out()).contains("could not measure added: in none of the 2 results files");
        assertThat(gate.out()).contains("PASS          hello").contains("PASS          world");
    }

    @Test
    void functionsThatNoChangeTouchedAreNotMissing() throws Exception {
        Plans.write(folder, HELLO + WORLD);
        Optional<BuildPart> known =
                Optional.of(new BuildPart(List.of("hello"), 1, 1, Optional.of("origin/main"), List.of("world")));
        assertThat(judge("--whole-build", run("new", known, "hello")))
                .as(gate.text())
                .isZero();
        Optional<BuildPart> nothing =
                Optional.of(new BuildPart(List.of(), 1, 1, Optional.of("origin/main"), List.of("hello", "world")));
        assertThat(judge("--whole-build", run("none", nothing))).as(gate.text()).isZero();

        Optional<BuildPart> old = Optional.of(new BuildPart(List.of("hello"), 1, 1, Optional.of("origin/main")));
        assertThat(judge("--whole-build", run("old", old, "hello")))
                .as("a file that does not say what it left out")
                .isEqualTo(4);
    }

    @Test
    void shardsAndTheResultsOfOtherToolsAreOneWhole() throws Exception {
        Plans.withResults(folder, HELLO + WORLD, ONE);
        samples("one.jsonl", "checkout", 100);
        List<String> build = List.of("hello", "world");
        run("parts/1", Optional.of(new BuildPart(build, 1, 2, Optional.empty())), "hello");
        run("parts/2", Optional.of(new BuildPart(build, 2, 2, Optional.empty())), "world");
        assertThat(judge(folder.resolve("parts"))).as("without the results").isEqualTo(4);
        assertThat(gate.out()).contains("NOT MEASURED  checkout");

        assertThat(gate.coldgate(
                        "check",
                        "--results-only",
                        "--output",
                        folder.resolve("parts/results").toString()))
                .as(gate.text())
                .isZero();
        sameThresholds("parts/1", "parts/2");
        assertThat(judge(folder.resolve("parts"))).as(gate.text()).isZero();
        assertThat(gate.out()).contains("PASS: 3 checks");
        Files.createDirectories(folder.resolve("parts/again"));
        Files.copy(folder.resolve("parts/results/results.jsonl"), folder.resolve("parts/again/results.jsonl"));
        assertThat(judge(folder.resolve("parts"))).isEqualTo(2);
        assertThat(gate.err()).contains("results of other tools are in both ");
    }

    /** As if they had been measured with the file that is there. */
    private void sameThresholds(String... runs) throws IOException {
        String header = Files.readString(folder.resolve("parts/results/results.jsonl"))
                .lines()
                .findFirst()
                .orElseThrow();
        String sha = header.replaceAll(".*\"sha256\":\"([0-9a-f]+)\".*", "$1");
        for (String run : runs) {
            Path file = folder.resolve(run).resolve("results.jsonl");
            Files.writeString(file, Files.readString(file).replace("\"sha256\":\"0\"", "\"sha256\":\"" + sha + "\""));
        }
    }

    /** Two tools; what the second measured is far over its budget. */
    private List<String> twoTools() throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), "version: 1\nresults:\n" + (ONE + TWO).indent(2));
        samples("one.jsonl", "checkout", 100);
        samples("two.jsonl", "search", 11_000);
        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(1);
        return Files.readAllLines(gate.output().resolve("results.jsonl"));
    }

    private int judgeLines(List<String> lines, String end) throws IOException {
        Path cut = folder.resolve("cut.jsonl");
        Files.writeString(cut, String.join("\n", lines) + end);
        return judge(cut);
    }

    @Test
    void everyCutOfARunOfResultsOnlyIsNoPass() throws Exception {
        List<String> lines = twoTools();
        assertThat(lines.get(0)).contains("\"tools\":[{\"tool\":\"gatling\",\"path\":\"one.jsonl\",\"series\":1},");
        for (int n = 1; n < lines.size() - 1; n++) {
            assertThat(judgeLines(lines.subList(0, n), "\n"))
                    .as("%d lines: %s", n, gate.text())
                    .isIn(1, 4);
            List<String> half = new ArrayList<>(lines.subList(0, n));
            half.add(lines.get(n).substring(0, lines.get(n).length() / 2));
            assertThat(judgeLines(half, "")).as("%d and a half", n).isIn(1, 4);
        }
        assertThat(judgeLines(lines.subList(0, lines.size() - 4), "\n"))
                .as("without the second tool")
                .isEqualTo(4);
        assertThat(gate.out()).contains("the results file is cut off before its results");
    }

    @Test
    void aCutFileThatDoesNotKnowWhatItWasToHoldIsNoPassEither() throws Exception {
        List<String> lines = new ArrayList<>(twoTools());
        lines.set(0, lines.get(0).replaceAll(",\"tools\":\\[.*?\\]", ""));
        assertThat(lines.get(0)).doesNotContain("tools");
        assertThat(judgeLines(lines, "\n")).as("whole").isEqualTo(1);
        for (int n = 1; n < lines.size() - 1; n++) {
            assertThat(judgeLines(lines.subList(0, n), "\n")).as("%d lines", n).isNotZero();
        }
        assertThat(judgeLines(lines.subList(0, 4), "\n"))
                .as("the first tool alone")
                .isEqualTo(4);
    }

    @Test
    void resultsThatTheHeaderDoesNotNameAreRefused() throws Exception {
        List<String> lines = new ArrayList<>(twoTools());
        lines.set(0, lines.get(0).replaceAll(",\\{\"tool\":\"gatling\",\"path\":\"two.jsonl\",\"series\":1\\}", ""));
        assertThat(judgeLines(lines, "\n")).isEqualTo(2);
        assertThat(gate.err()).contains("gatling two.jsonl: not among the tools of the header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--whole-build"})
    void aHeaderWithoutFunctionsIsASentence(String option) throws Exception {
        Plans.write(folder, HELLO);
        Path run = run("empty", Optional.empty());
        List<Object> arguments = new ArrayList<>(List.of(run));
        if (!option.isEmpty()) {
            assertThat(judge(option, run)).as("whole: hello is missing").isEqualTo(4);
            return;
        }
        assertThat(judge(arguments.toArray())).as(gate.text()).isEqualTo(2);
        assertThat(gate.err())
                .contains("its header names no function, and there are no results of other tools")
                .doesNotContain("Exception", "internal error", "\tat ");
    }

    @Test
    void aRecordWrittenTwelveTimesIsRefused() throws Exception {
        Plans.write(folder, HELLO);
        Path run = run("run", Optional.empty(), "hello");
        List<String> lines = Files.readAllLines(run.resolve("results.jsonl"));
        List<String> twelve = new ArrayList<>(lines.subList(0, 2));
        for (int i = 1; i < 12; i++) {
            twelve.add(lines.get(1));
        }
        twelve.addAll(lines.subList(61, lines.size()));
        assertThat(judgeLines(twelve, "\n")).isEqualTo(2);
        assertThat(gate.err()).contains("cut.jsonl:3:1: hello: start 1 a second time: one start is one record");
    }
}
