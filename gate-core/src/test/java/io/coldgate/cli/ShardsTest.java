package io.coldgate.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shards of a build, measured apart and judged as one. */
@Tag("process")
class ShardsTest {
    private static final String THRESHOLDS = """
            version: 1
            functions:
              one: { package: hello.zip, budgets: { init_cpu: { p50: 20s } } }
              two: { package: hello.zip, budgets: { init_cpu: { p50: 20s } }, artifact: { files: 1 } }
              three: { package: hello.zip, budgets: { init_cpu: { p50: 20s } } }
            """;

    /** Measured once for all tests; each copies what it needs. */
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeAll
    static void measure() throws Exception {
        GateFolder.build("hello");
        GateFolder gate = new GateFolder(shared);
        gate.copy("hello", "hello.zip");
        gate.thresholds(THRESHOLDS);
        for (String shard : new String[] {"1/2", "2/2"}) {
            int exit = gate.coldgate(
                    "check",
                    "--shard",
                    shard,
                    "--output",
                    shared.resolve(shard.substring(0, 1)).toString());
            assertThat(exit).as(gate.text()).isZero();
        }
        assertThat(gate.coldgate(
                        "check",
                        "--function",
                        "two",
                        "--output",
                        shared.resolve("alone").toString()))
                .as(gate.text())
                .isZero();
        assertThat(gate.err())
                .contains("shard 1/2: 2 of 3 functions: one, three")
                .contains("shard 2/2: 1 of 3 functions: two");
        assertThat(gate.out())
                .contains("Shard 2 of 2: 1 of 3 functions; the verdict of the build is that of all shards.");
    }

    @BeforeEach
    void copy() throws IOException {
        gate = new GateFolder(folder);
        gate.copy("hello", "hello.zip");
        gate.thresholds(THRESHOLDS);
        part("1");
        part("2");
    }

    private Path part(String name) throws IOException {
        Path part = Files.createDirectories(folder.resolve("parts").resolve(name));
        Files.copy(shared.resolve(name).resolve("results.jsonl"), part.resolve("results.jsonl"));
        return part;
    }

    private int judge(Object... more) {
        String[] arguments = new String[more.length];
        for (int i = 0; i < more.length; i++) {
            arguments[i] = more[i].toString();
        }
        return gate.coldgate("judge", arguments);
    }

    private static JsonNode report(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    @Test
    void areJoinedToOneBuildWithOneReport() throws Exception {
        Path joined = folder.resolve("joined");
        int exit = judge("--output", joined, folder.resolve("parts/1"), folder.resolve("parts/2"));

        assertThat(exit).as(gate.text()).isZero();
        JsonNode report = report(joined);
        assertThat(report.path("verdict").asText()).isEqualTo("PASS");
        assertThat(report.path("ending").asText()).isEqualTo("complete");
        assertThat(report.path("checks").findValuesAsText("function")).containsExactly("one", "two", "two", "three");
        assertThat(report.path("coldStarts").asInt())
                .isEqualTo(report(shared.resolve("1")).path("coldStarts").asInt()
                        + report(shared.resolve("2")).path("coldStarts").asInt());
        for (String name : new String[] {"summary.md", "junit.xml"}) {
            assertThat(joined.resolve(name)).isNotEmptyFile();
        }
        String table = gate.takeOut();
        assertThat(table).endsWith("look at: " + joined.resolve("report.html") + "\n");
        assertThat(judge(folder.resolve("parts"))).as("a folder of folders").isZero();
        assertThat(gate.out()).isEqualTo(table.substring(0, table.indexOf("look at: ")));
    }

    @Test
    void giveTheSameVerdictsAloneAndJoined() throws Exception {
        Path joined = folder.resolve("joined");
        judge("--output", joined, folder.resolve("parts"));
        JsonNode alone = report(shared.resolve("2")).path("checks");
        String together = report(joined).path("checks").toString();
        assertThat(alone).hasSize(2);
        for (JsonNode check : alone) {
            assertThat(together).contains(check.toString().replace(shared.toString(), folder.toString()));
        }
    }

    @Test
    void thatAreMissingCouldNotBeMeasured() throws IOException {
        int exit = judge(folder.resolve("parts/1"), copyOf("1", "\"one\"", "\"gone\""));
        assertThat(exit).as("not the same functions").isEqualTo(ExitCode.USAGE);

        Path empty = folder.resolve("parts/1/results.jsonl");
        Files.writeString(
                folder.resolve("other.jsonl"),
                Files.readString(empty)
                                .lines()
                                .limit(1)
                                .toList()
                                .get(0)
                                .replace("\"functions\":[\"one\",\"three\"]", "\"functions\":[]")
                        + "\n");
        exit = judge(folder.resolve("parts/1"), folder.resolve("other.jsonl"));
        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out()).contains("could not measure two: in none of the 2 results files; missing: shard 2/2");
    }

    @Test
    void areMissingTooWhenOnlyOneCame() throws IOException {
        Path only = Files.createDirectories(folder.resolve("only/1"));
        Files.copy(folder.resolve("parts/1/results.jsonl"), only.resolve("results.jsonl"));
        assertThat(judge(folder.resolve("only"))).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out()).contains("could not measure two: not in the results file");
        assertThat(judge("--whole-build", only)).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(judge("--whole-build", shared.resolve("alone")))
                .as("a run of one function")
                .isEqualTo(ExitCode.COULD_NOT_MEASURE);
    }

    @Test
    void ofOneFunctionTwiceAreRefused() throws IOException {
        int exit = judge(folder.resolve("parts/1"), folder.resolve("parts/2"), copyOf("1", "nothing", "nothing"));
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("\"one\" was measured twice: in ").contains("copy.jsonl: leave one out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parts/1", "parts/1/results.jsonl", "link"})
    void namedTwiceAreRefused(String again) throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("parts/1"));

        int exit = judge(folder.resolve("parts/1"), folder.resolve(again));

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("results.jsonl: is named twice", ": name each run's results once");
        assertThat(gate.out()).isEmpty();
    }

    @Test
    void areRepeatedEachWithItsOwnSeed() throws Exception {
        Path joined = folder.resolve("joined");
        judge("--output", joined, folder.resolve("parts"));

        long first = report(shared.resolve("1")).path("seed").asLong();
        long second = report(shared.resolve("2")).path("seed").asLong();
        assertThat(report(joined).path("seed").asLong()).isEqualTo(first);
        assertThat(report(joined).path("otherSeeds").toString()).isEqualTo("{\"two\":" + second + "}");
        assertThat(Files.readString(joined.resolve("report.html")))
                .contains("--function one --platform embedded --seed " + first)
                .contains("--function two --platform embedded --seed " + second)
                .doesNotContain("with the same order of starts");
        assertThat(Files.readString(joined.resolve("summary.md"))).contains("seed " + first + ", " + second);
    }

    @Test
    void ofAnotherThresholdsFileAreRefused() throws IOException {
        int exit = judge(folder.resolve("parts/1"), copyOf("2", "\"sha256\":\"...", "\"sha256\":\"000"));
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("are not shards of one build: their thresholds file differs");
    }

    @Test
    void ofAnotherCommitAreRefusedWithBothCommits() throws IOException {
        ofCommit("1", "1111111111aa");
        ofCommit("2", "2222222222bb");

        assertThat(judge(folder.resolve("parts"))).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains(
                        "are not shards of one build",
                        " at commit 1111111111, ",
                        " at 2222222222; measure the shards of one commit");
    }

    @Test
    void withoutACommitAreJoinedWithThoseOfOne() throws IOException {
        ofCommit("2", "2222222222bb");
        Path joined = folder.resolve("joined");

        assertThat(judge("--output", joined, folder.resolve("parts"))).isEqualTo(ExitCode.PASS);
        assertThat(report(joined).path("commit").asText()).isEqualTo("2222222222bb");
    }

    @Test
    void withAPackageOlderThanItsCodeSayItOfTheBuild() throws IOException {
        with("2", "\"stale\":{\"shop\":\"lib/lib.go\"}");
        Path joined = folder.resolve("joined");

        assertThat(judge("--output", joined, folder.resolve("parts"))).isEqualTo(ExitCode.PASS);
        assertThat(report(joined).path("finding").asText())
                .isEqualTo("old code may have been measured: the package of shop is older than lib/lib.go");
    }

    /** Gives a shard's results a commit, as if the gate had run in a repository. */
    private void ofCommit(String shard, String commit) throws IOException {
        with(shard, "\"commit\":\"" + commit + "\"");
    }

    private void with(String shard, String field) throws IOException {
        Path results = copyOf(shard, "\"seed\":", field + ",\"seed\":");
        Files.move(results, folder.resolve("parts/" + shard + "/results.jsonl"), REPLACE_EXISTING);
    }

    @Test
    void ofAPlatformThatNobodyKnowsAreRefusedWithTheirPlace() throws IOException {
        for (String shard : new String[] {"1", "2"}) {
            Path strange = copyOf(shard, "\"platform\":\"embedded\"", "\"platform\":\"mars\"");
            Files.move(strange, folder.resolve("parts/" + shard + "/results.jsonl"), REPLACE_EXISTING);
        }
        int exit = judge(folder.resolve("parts"));

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains("results.jsonl:1:1: unknown platform \"mars\"")
                .doesNotContain("\tat ");
    }

    @Test
    void andABuildOfItsOwnAreNotJoined() {
        int exit = judge(folder.resolve("parts/1"), shared.resolve("alone"));
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("is of a whole build and not of a shard");
    }

    @Test
    void judgedAloneSayThatTheyArePartOfABuild() {
        assertThat(judge(folder.resolve("parts/2"))).isZero();
        assertThat(gate.err()).contains("is shard 2/2 of a build, and is judged alone");
    }

    @Test
    void areRatchetedAsTheOneBuildThatTheyAre() throws IOException {
        assertThat(gate.coldgate("ratchet", folder.resolve("parts").toString(), "--write"))
                .as(gate.text())
                .isZero();
        assertThat(gate.err()).doesNotContain("judged alone");
        assertThat(gate.takeOut().lines().filter(line -> line.contains(" init_cpu p50: 20s -> ")))
                .hasSize(3);
        assertThat(Files.readString(gate.file())).doesNotContain("20s").contains("artifact: { files: 1 }");
    }

    @Test
    void ratchetedWithoutOneOfThemLeaveItsBudgets() throws IOException {
        Path only = folder.resolve("parts/1");
        Files.delete(folder.resolve("parts/2/results.jsonl"));

        assertThat(gate.coldgate("ratchet", folder.resolve("parts").toString()))
                .as(gate.text())
                .isZero();
        assertThat(gate.takeOut())
                .contains("one init_cpu p50: 20s -> ", "three init_cpu p50: 20s -> ")
                .contains("left as it is: two init_cpu p50", "its check did not pass: NOT MEASURED");
        assertThat(gate.coldgate("ratchet", only.toString())).isZero();
        assertThat(gate.err())
                .contains("is shard 1/2 of a build, and is judged alone; name the other shards' results too");
    }

    @Test
    void ratchetedWithABuildOfItsOwnAreRefused() throws IOException {
        assertThat(gate.coldgate(
                        "ratchet",
                        "--write",
                        folder.resolve("parts/1").toString(),
                        shared.resolve("alone").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("is of a whole build and not of a shard");
        assertThat(Files.readString(gate.file())).isEqualTo(THRESHOLDS);
    }

    @Test
    void thatWereCutOffLeaveTheirFunctionsOpen() throws IOException {
        Path cut = folder.resolve("parts/2/results.jsonl");
        Files.writeString(cut, String.join("\n", Files.readAllLines(cut).subList(0, 6)) + "\n");
        int exit = judge(folder.resolve("parts"));
        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out()).contains("NOT MEASURED  two").contains("PASS          one");
    }

    @Test
    void ofMoreShardsThanFunctionsMayBeEmpty() throws IOException {
        Path empty = folder.resolve("empty");
        int exit = gate.coldgate("check", "--shard", "4/4", "--output", empty.toString());
        assertThat(exit).as(gate.text()).isZero();
        assertThat(report(empty).path("checks")).isEmpty();
        assertThat(report(empty).path("verdict").asText()).isEqualTo("PASS");
        assertThat(judge(empty)).as(gate.text()).isZero();
    }

    @Test
    void areWrittenAsANumberOfANumber() {
        for (String wrong : new String[] {"0/2", "3/2", "2", "1/0", "a/b", "1/1000"}) {
            assertThat(gate.coldgate("check", "--dry-run", "--shard", wrong))
                    .as(wrong)
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(gate.err()).contains("such as 2/4");
    }

    /** A shard's file with something replaced; the pattern is a regular expression. */
    private Path copyOf(String shard, String pattern, String by) throws IOException {
        Path copy = folder.resolve("copy.jsonl");
        String text = Files.readString(folder.resolve("parts").resolve(shard).resolve("results.jsonl"));
        return Files.writeString(copy, text.replaceAll(pattern, by));
    }
}
