package io.coldgate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.artifact.GoBuild;
import io.coldgate.fixture.Golden;
import io.coldgate.fixture.ToolSeriesMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class ResultsFileTest {
    private static final String RUN = """
            {"type":"run","schemaVersion":1,"coldgate":"0.1.0","at":1,"platform":"embedded","seed":1,\
            "thresholds":{"file":"t.yaml","sha256":"00"},"functions":["f"],"fingerprint":{}}
            """;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("results.jsonl");
    }

    private Path written(List<ResultsRecord> records) throws IOException {
        try (ResultsWriter writer = ResultsWriter.create(file())) {
            for (ResultsRecord entry : records) {
                writer.write(entry);
            }
        }
        return file();
    }

    private List<ResultsRecord> read(Path file) throws Exception {
        List<ResultsRecord> records = new ArrayList<>();
        new ResultsReader("r.jsonl").read(file, records::add);
        return records;
    }

    private void refused(String content, String message) throws IOException {
        Files.writeString(file(), content);
        assertThatThrownBy(() -> read(file()))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessage(message);
    }

    @Test
    void aStartWhoseInitWasBegunEarlierIsMarked() throws Exception {
        ResultsRecord.Sampled start = new ResultsRecord.Sampled(Start.builder()
                .function("f")
                .number(1)
                .atMillis(2)
                .values(Map.of(Metric.INIT_DURATION, 3.0))
                .waitNanos(OptionalDouble.empty())
                .phases(Map.of())
                .proof("report")
                .environment("request-1")
                .failure(Optional.empty())
                .proactive(true)
                .undisturbed(Map.of(Metric.INIT_DURATION, 2.0))
                .build());
        Path written = written(List.of(start));

        assertThat(Files.readString(written)).contains("\"proactive\":true");
        assertThat(Files.readString(written)).contains("\"undisturbed\":{\"init_duration\":2}");
        Files.writeString(written, RUN + Files.readString(written));
        assertThat(read(written)).contains(start);
    }

    @Test
    void resultsOfOtherToolsComeBackWhole() {
        ToolResults gatling = ToolSeriesMaker.gatling();
        ToolResults jmh = ToolSeriesMaker.jmh();
        ToolResultsRecords collected = new ToolResultsRecords();
        ToolResultsRecords.of(gatling).forEach(collected::accept);
        ToolResultsRecords.of(jmh).forEach(collected::accept);

        assertThat(collected.results()).containsExactly(gatling, jmh);
    }

    @Test
    void resultsOfOtherToolsThatDoNotFollowAreRefusedOrHaveAProblem() {
        List<ResultsRecord> records = ToolResultsRecords.of(ToolSeriesMaker.clustered(1, 2, 3));
        ToolResultsRecords collected = new ToolResultsRecords();
        assertThatThrownBy(() -> collected.accept(records.get(1))).hasMessageContaining("a series without its source");
        collected.accept(records.get(0));
        assertThatThrownBy(() -> collected.accept(records.get(0))).hasMessageContaining("imported twice");
        assertThatThrownBy(() -> collected.accept(records.get(2))).hasMessageContaining("unknown series 0");
        collected.accept(records.get(1));
        assertThat(collected.results().get(0).problem())
                .hasValueSatisfying(text -> assertThat(text).contains("cut off"));
        collected.accept(records.get(2));
        assertThat(collected.results().get(0).problem()).isEmpty();
        assertThatThrownBy(() -> collected.accept(records.get(2))).hasMessageContaining("more values than the 3");

        ResultsRecord.ImportedSeries series = (ResultsRecord.ImportedSeries) records.get(1);
        ToolSeries wrong = new ToolSeries(
                        series.series().id(), false, series.series().unit(), Better.LOWER, SampleValues.NONE)
                .clustered(List.of(1, 1));
        ToolResultsRecords hostile = new ToolResultsRecords();
        hostile.accept(records.get(0));
        hostile.accept(new ResultsRecord.ImportedSeries(series.source(), 0, wrong, 3));
        hostile.accept(records.get(2));
        assertThat(hostile.results().get(0).problem())
                .as("clusters of 2 samples in a series of 3")
                .isPresent();
    }

    @Test
    void everyRecordComesBackAsItWas() throws Exception {
        assertThat(read(written(AllRecords.list()))).isEqualTo(AllRecords.list());
    }

    @Test
    void aFileWithoutHowGoBuiltAProgramIsRead() throws Exception {
        String artifact = "{\"type\":\"artifact\",\"function\":\"f\",\"zipBytes\":1,\"unzippedBytes\":1,\"files\":1,"
                + "\"executables\":[{\"name\":\"bootstrap\",\"bytes\":1,\"format\":\"elf_program\"}]}\n";
        Files.writeString(file(), RUN + artifact);
        ResultsRecord.Artifact read = (ResultsRecord.Artifact) read(file()).get(1);
        assertThat(read.facts().executables().get(0).go()).isEmpty();
    }

    @Test
    void aThousandProgramsStillMakeARecordThatIsRead() throws Exception {
        Map<String, String> modules = IntStream.range(0, 1_000)
                .boxed()
                .collect(Collectors.toMap(i -> "example.com/a/module/" + i, i -> "v1.2.3"));
        ExecutableFacts plain = AllRecords.goProgram("x");
        GoBuild go = new GoBuild("go1.26", Optional.empty(), Optional.empty(), Map.of(), modules);
        ExecutableFacts program = new ExecutableFacts(
                plain.name(),
                plain.bytes(),
                plain.format(),
                plain.architecture(),
                true,
                true,
                Optional.empty(),
                List.of(),
                false,
                Optional.of(go),
                Optional.empty());
        ArtifactFacts facts = new ArtifactFacts(1, 1, 1_000, Collections.nCopies(1_000, program));
        ResultsRecord.Artifact artifact = new ResultsRecord.Artifact("hello", facts);
        List<ResultsRecord> records = read(written(List.of(AllRecords.list().get(0), artifact)));
        List<Optional<GoBuild>> read = ((ResultsRecord.Artifact) records.get(1))
                .facts().executables().stream().map(ExecutableFacts::go).toList();
        assertThat(read.get(0)).contains(go);
        assertThat(read.get(999)).isEmpty();
    }

    @Test
    void theFormatIsSealed() throws Exception {
        Golden.assertSame(ResultsFileTest.class, "results.jsonl", Files.readString(written(AllRecords.list())));
    }

    @Test
    void aRecordIsOnDiskWhenWriteReturns() throws Exception {
        try (ResultsWriter writer = ResultsWriter.create(file())) {
            for (int i = 0; i < AllRecords.list().size(); i++) {
                writer.write(AllRecords.list().get(i));

                assertThat(Files.readAllLines(file())).hasSize(i + 1);
            }
        }
    }

    @Test
    void anInterruptedThreadLosesNoRecord() throws Exception {
        try (ResultsWriter writer = ResultsWriter.create(file())) {
            Thread.currentThread().interrupt();
            for (ResultsRecord entry : AllRecords.list()) {
                writer.write(entry);
            }
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(read(file())).hasSameSizeAs(AllRecords.list());
    }

    @Test
    void anEarlierRunsFileIsEmptied() throws Exception {
        written(AllRecords.list());

        assertThat(read(written(AllRecords.list().subList(0, 1)))).hasSize(1);
    }

    @Test
    void aFullDiskIsAnIoError() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();

        try (ResultsWriter writer = ResultsWriter.create(full)) {
            assertThatThrownBy(() -> writer.write(AllRecords.list().get(0))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyCutOfTheFileGivesItsWholeLines() throws Exception {
        byte[] whole = Files.readAllBytes(written(AllRecords.list()));
        int firstLine = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int length = firstLine; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file(), cut);
            int lines = (int) new String(cut, StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            List<ResultsRecord> records = new ArrayList<>();

            boolean cutOff = new ResultsReader("r").read(file(), records::add);

            assertThat(records).isEqualTo(AllRecords.list().subList(0, lines));
            assertThat(cutOff).isEqualTo(cut[cut.length - 1] != '\n');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"type\":\"run\"", "half a line"})
    void aFileWithoutOneWholeLineIsNoResultsFile(String content) throws Exception {
        refused(content, "r.jsonl:1:1: no records: not a results file, or the gate was stopped before its first start");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{ ~ 1:2: not JSON: Unexpected end-of-input: expected close marker for Object; a run's results are in",
                "[1] ~ 1:1: not a JSON object",
                "'' ~ 1:1: not a JSON object",
                "{} ~ 1:1: \"type\" is missing or not a text",
                "{\"type\":7} ~ 1:1: \"type\" is missing or not a text",
                "{\"type\":\"sample\"} trailing ~ 1:",
                "{\"type\":\"end\",\"type\":\"run\"} ~ 1:",
                "{\"type\":\"end\",\"at\":1,\"ending\":\"complete\",\"detail\":\"\"} ~ 1:1: the first record must be of"
                        + " type run",
                "{\"type\":\"run\",\"schemaVersion\":2} ~ 1:1: schemaVersion 2; this gate reads version 1: judge the"
                        + " file with the gate that wrote it",
                "{\"type\":\"run\",\"schemaVersion\":1.5} ~ 1:1: \"schemaVersion\" is missing or not a whole number",
                "{\"type\":\"run\",\"schemaVersion\":99999999999999999999} ~ 1:1: \"schemaVersion\" is missing or not a"
                        + " whole number",
                "{\"type\":\"run\",\"schemaVersion\":1} ~ 1:1: \"thresholds\" is missing or not an object"
            })
    void aWrongFirstLineIsRefusedWithItsPlace(String line, String message) throws Exception {
        Files.writeString(file(), line + "\n");

        assertThatThrownBy(() -> read(file()))
                .isInstanceOf(ResultsFormatException.class)
                .message()
                .startsWith("r.jsonl:" + message)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"type\":\"dance\"} ~ unknown record type \"dance\"",
                "{\"type\":\"end\",\"at\":1,\"ending\":\"soon\",\"detail\":\"\"} ~ unknown ending \"soon\"",
                "{\"type\":\"rejected\",\"function\":\"f\",\"at\":1,\"reason\":\"no\",\"detail\":\"\"} ~ unknown reason"
                        + " \"no\"",
                "{\"type\":\"deployed\",\"function\":\"f\",\"name\":null,\"codeSha256\":\"x\"} ~ \"name\" is missing or"
                        + " not a text",
                "{\"type\":\"artifact\",\"function\":\"f\",\"zipBytes\":-1,\"unzippedBytes\":1,\"files\":1,"
                        + "\"executables\":[]} ~ \"zipBytes\" is out of range: -1",
                "{\"type\":\"artifact\",\"function\":\"f\",\"zipBytes\":1,\"unzippedBytes\":1,\"files\":4294967297,"
                        + "\"executables\":[]} ~ \"files\" is out of range: 4294967297",
                "{\"type\":\"artifact\",\"function\":\"f\",\"zipBytes\":1,\"unzippedBytes\":1,\"files\":1} ~"
                        + " \"executables\" is missing or not a list",
                "{\"type\":\"artifact\",\"function\":\"f\",\"zipBytes\":1,\"unzippedBytes\":1,\"files\":1,"
                        + "\"executables\":[{\"name\":\"n\",\"bytes\":1,\"format\":\"elf_program\","
                        + "\"go\":{\"version\":\"go1.26\",\"modules\":{\"m\":1}}}]} ~ \"m\" is missing or not a text",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"proof\":\"p\",\"environment\":\"e\"} ~"
                        + " \"values\" is missing or not an object",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"values\":{},\"proof\":\"p\","
                        + "\"environment\":\"e\"} ~ a sample without values and without a failure",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"values\":{\"warmth\":1},\"proof\":\"p\","
                        + "\"environment\":\"e\"} ~ unknown metric \"warmth\"",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":4294967297,\"at\":1,\"values\":{\"duration\":1},"
                        + "\"proof\":\"p\",\"environment\":\"e\"} ~ \"n\" is out of range: 4294967297",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"values\":{\"duration\":-1},\"proof\":\"p\","
                        + "\"environment\":\"e\"} ~ duration is not a number of zero or more: -1",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"values\":{\"duration\":\"NaN\"},"
                        + "\"proof\":\"p\",\"environment\":\"e\"} ~ duration is not a number of zero or more: \"NaN\"",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"values\":{\"duration\":null},"
                        + "\"proof\":\"p\",\"environment\":\"e\"} ~ duration is not a number of zero or more: null",
                "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"values\":{\"duration\":1},"
                        + "\"phases\":{\"init\":-3},\"proof\":\"p\",\"environment\":\"e\"} ~ init is not a number of"
                        + " zero or more: -3"
            })
    void aWrongRecordIsRefusedWithItsPlace(String line, String message) throws Exception {
        refused(RUN + line + "\n", "r.jsonl:2:1: " + message);
    }

    @Test
    void anInfiniteValueIsRefused() throws Exception {
        Files.writeString(
                file(),
                RUN
                        + "{\"type\":\"sample\",\"function\":\"f\",\"n\":1,\"at\":1,\"values\":{\"duration\":1e999},"
                        + "\"proof\":\"p\",\"environment\":\"e\"}\n");

        assertThatThrownBy(() -> read(file()))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessageStartingWith("r.jsonl:2:1: duration is not a number");
    }

    @Test
    void aCapThatIsNoCapIsRefused() throws Exception {
        String run = RUN.replace("\"fingerprint\"", "\"maxSamples\":%s,\"fingerprint\"");
        for (String cap : List.of("0", "-1", "4294967297")) {
            refused(String.format(run, cap), "r.jsonl:1:1: \"maxSamples\" is out of range: " + cap);
        }
    }

    @Test
    void namesOfFunctionsAreTexts() throws Exception {
        refused(RUN.replace("[\"f\"]", "[7]"), "r.jsonl:1:1: \"functions\" holds something that is not a text");
        refused(RUN.replace("[\"f\"]", "\"f\""), "r.jsonl:1:1: \"functions\" is missing or not a list");
    }

    @Test
    void aSecondRunIsRefused() throws Exception {
        refused(RUN + RUN, "r.jsonl:2:1: a second record of type run");
    }

    @Test
    void aHugeLineIsRefusedBeforeItIsKept() throws Exception {
        refused(RUN + "x".repeat(2 << 20), "r.jsonl:2:1: the line is over 1 MB long");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        Files.writeString(file(), RUN + "[".repeat(100_000) + "\n");

        assertThatThrownBy(() -> read(file()))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessageStartingWith("r.jsonl:2:")
                .hasMessageContaining("not JSON");
    }

    @Test
    void aMessageShowsNothingUnprintable() throws Exception {
        Files.writeString(file(), RUN + "{\"type\":\"\\u001b[2J\\n::error::x\\u202e\"}\n");

        assertThatThrownBy(() -> read(file()))
                .hasMessage("r.jsonl:2:1: unknown record type \"\\u001b[2J\\n::error::x\\u202e\"");
    }

    @Test
    void whatTheConsumerRefusesHasItsPlaceToo() throws Exception {
        Path file = written(AllRecords.list());

        assertThatThrownBy(() -> new ResultsReader("r").read(file, entry -> {
                    if (entry instanceof ResultsRecord.End) {
                        throw new IllegalArgumentException("not this\none");
                    }
                }))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessage("r:" + AllRecords.list().size() + ":1: not this\\none");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedFilesAreReadOrRefusedInOneLine(long seed) throws Exception {
        byte[] whole = Files.readAllBytes(written(AllRecords.list()));
        String pool = "{}[]\",:\\0129-e.\nnulltrue\u0000\u00ff";
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            byte[] mutated = whole.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) pool.charAt(random.nextInt(pool.length()));
            }
            Files.write(file(), mutated);
            try {
                read(file());
            } catch (ResultsFormatException e) {
                assertThat(e.getMessage())
                        .as("seed %d, round %d", seed, round)
                        .matches("r\\.jsonl:\\d+:\\d+: .{1,700}");
            }
        }
    }
}
