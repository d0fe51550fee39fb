package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which tools, shells and scripts leave results: compressed, in UTF-16, as events, as a list. */
class ForeignFormsTest {
    private static final String BENCH = "cpu: Größe\r\nBenchmarkX-8 \t1\t5 ns/op\r\nPASS\r\n";
    private static final String METRIC =
            "{\"type\":\"Metric\",\"metric\":\"mine\",\"data\":{\"name\":\"mine\",\"type\":\"trend\","
                    + "\"contains\":\"time\"}}";
    private static final String POINT = "{\"metric\":\"mine\",\"type\":\"Point\",\"data\":{\"value\":%d,\"tags\":{}}}";

    @TempDir
    private Path folder;

    private ToolResults read(Tool tool, byte[] bytes) throws IOException {
        return Recorded.read(tool, Files.write(folder.resolve("results"), bytes));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static String points() {
        return METRIC + "\n" + POINT.formatted(1) + "\n" + POINT.formatted(2) + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void textWithAByteOrderMarkIsRead(String charset) throws IOException {
        ToolResults results = read(Tool.GO_BENCH, ("\uFEFF" + BENCH).getBytes(Charset.forName(charset)));

        assertThat(Recorded.values(results, "BenchmarkX{cpu=8}", "ns/op")).containsExactly(5);
        assertThat(results.facts()).containsEntry("cpu", "Größe");
    }

    @Test
    void jsonWithAByteOrderMarkIsRead() throws IOException {
        String text = "\uFEFF{\"results\":[{\"command\":\"a\",\"times\":[1],\"exit_codes\":[0]}]}";
        assertThat(Recorded.values(read(Tool.HYPERFINE, text.getBytes(StandardCharsets.UTF_16LE)), "a", "time"))
                .containsExactly(1e9);
    }

    @Test
    void halfACharacterOfUtf16IsNotWhole() throws IOException {
        byte[] bytes = ("\uFEFF" + BENCH).getBytes(StandardCharsets.UTF_16LE);
        Recorded.assertBroken(read(Tool.GO_BENCH, Arrays.copyOf(bytes, bytes.length - 1)), "not whole UTF-16");
    }

    @Test
    void gzipIsUnpackedWhateverTheName() throws IOException {
        assertThat(Recorded.values(read(Tool.K6, gzip(points().getBytes(StandardCharsets.UTF_8))), "mine", ""))
                .containsExactly(1e6, 2e6);
        String csv = "metric_name,timestamp,metric_value\nmine,1,7\n";
        assertThat(Recorded.values(read(Tool.K6, gzip(csv.getBytes(StandardCharsets.UTF_8))), "mine", ""))
                .containsExactly(7);
        assertThat(read(Tool.JMH, gzip(Files.readAllBytes(Recorded.file("jmh/jmh-one.json"))))
                        .problem())
                .isEmpty();
        assertThat(read(Tool.GATLING, gzip(Files.readAllBytes(Recorded.file("gatling/3.15.1/simulation.log"))))
                        .problem())
                .isEmpty();
    }

    @Test
    void gzipThatIsCutOffOrChangedIsRefusedAnywhere() throws IOException {
        byte[] packed = gzip(points().repeat(50).getBytes(StandardCharsets.UTF_8));
        for (int length = 3; length < packed.length; length += 5) {
            assertThat(read(Tool.K6, Arrays.copyOf(packed, length)).problem()).isPresent();
        }
        byte[] changed = packed.clone();
        changed[packed.length - 6] ^= 1;
        Recorded.assertBroken(read(Tool.K6, changed), "gzip");
    }

    @Test
    @Tag("slow")
    void aFileThatUnpacksToTooMuchIsRefused() throws IOException {
        byte[] line = (POINT.formatted(1) + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] bomb = new byte[80 << 20];
        Arrays.fill(bomb, (byte) ' ');
        for (int i = (1 << 19) - 1; i < bomb.length; i += 1 << 19) {
            bomb[i] = '\n';
        }
        System.arraycopy(line, 0, bomb, 0, line.length);

        Recorded.assertBroken(read(Tool.K6, gzip(bomb)), "unpacks to over", "gunzip it first");
    }

    @Test
    void k6sPointsMayBeAListOrTakeSeveralLines() throws IOException {
        String list = "[" + METRIC + ",\n" + POINT.formatted(1) + "," + POINT.formatted(2) + "]";
        String pretty = points().replace("{", "{\n  ").replace(",", ",\n  ");
        for (String text : new String[] {list, pretty}) {
            assertThat(Recorded.values(read(Tool.K6, text.getBytes(StandardCharsets.UTF_8)), "mine", ""))
                    .containsExactly(1e6, 2e6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s,%s", "[%s,%s]]", "[%s,%s] %s", "[%s,7]", "{\n}%s", "[]", "[[%s]]"})
    void aListOfPointsMustBeWhole(String form) throws IOException {
        String text = form.replace("%s", POINT.formatted(1));
        assertThat(read(Tool.K6, text.getBytes(StandardCharsets.UTF_8)).problem())
                .isPresent();
    }

    @Test
    void eventsOfPackagesThatRunAtTheSameTimeAreJoinedEach() {
        ToolResults results = Recorded.ofText(Tool.GO_BENCH, folder, """
                {"Action":"start","Package":"a"}
                {"Action":"output","Package":"a","Output":"pkg: a\\n"}
                {"Action":"output","Package":"b","Output":"pkg: b\\n"}
                {"Action":"output","Package":"a","Test":"BenchmarkX","Output":"BenchmarkX-8   \\t"}
                {"Action":"output","Package":"b","Test":"Other","Output":"BenchmarkX-8   \\t"}
                {"Action":"output","Package":"a","Output":"   1\\t  5 ns/op\\n"}
                {"Action":"output","Package":"b","Output":"   1\\t  6 ns/op\\nPASS\\n"}
                {"Action":"output","Package":"a","Output":"PASS\\nok  \\ta\\t1s\\n"}
                go: downloading something
                {"Action":"pass","Package":"a"}
                """);

        assertThat(Recorded.values(results, "BenchmarkX{pkg=a,cpu=8}", "ns/op")).containsExactly(5);
        assertThat(Recorded.values(results, "BenchmarkX{pkg=b,cpu=8}", "ns/op")).containsExactly(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"Action\":\"fail\",\"Package\":\"a\"}\n",
                "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"PASS\"}\n",
                "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"PASS\\n\"}\nexit status 2\n",
                "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"PASS\\n\"}\n"
                        + "log{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"x\"}\n",
                "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"PASS\\n\"}\n{\"Action\":\"outp\n",
                "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"PASS\\n\"}"
            })
    void eventsOfARunThatDidNotEndWellAreNoPass(String end) {
        ToolResults results = Recorded.ofText(
                Tool.GO_BENCH,
                folder,
                "{\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"BenchmarkX-8 \\t1\\t5 ns/op\\n\"}\n" + end);
        assertThat(results.problem()).isPresent();
    }

    @Test
    void aSuffixOfOneIsPartOfTheName() {
        ToolResults results = Recorded.ofText(
                Tool.GO_BENCH, folder, "BenchmarkX/size-1 \t1\t5 ns/op\nBenchmarkX/size-10 \t1\t6 ns/op\nPASS\n");

        assertThat(Recorded.values(results, "BenchmarkX/size-1{cpu=1}", "ns/op"))
                .containsExactly(5);
        ToolSeries ten = Recorded.series(results, "BenchmarkX/size{cpu=10}", "ns/op");
        assertThat(ten.written()).isEqualTo("BenchmarkX/size-10");
    }
}
