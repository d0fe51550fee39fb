package io.coldgate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of watched starts in a results file that anybody may have written. */
class ExplainedCodecTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\"collections\":4294967297 ~ \"collections\" is out of range: 4294967297",
                "\"torn\":4294967297 ~ \"torn\" is out of range: 4294967297",
                "\"packages\":[[\"fmt\",1,2,3,4,4294967297]] ~ \"packages\": must be a whole number, zero or more, and"
                        + " in range: 4294967297",
                "\"packages\":[[\"fmt\",1.5,2,3,4,5]] ~ \"packages\": must be a whole number, zero or more, and in"
                        + " range: 1.5"
            })
    void aNumberThatDoesNotFitIsRefusedAndNotCut(String field, String message) {
        assertThatThrownBy(() -> read(field))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessageEndingWith(":2:1: " + message);
    }

    @Test
    void theGreatestNumbersAreRead() throws Exception {
        ResultsRecord.Explained read = (ResultsRecord.Explained)
                read("\"collections\":2147483647,\"torn\":2147483647,\"packages\":[[\"fmt\",1,2,3,4,2147483647]]")
                        .get(1);

        assertThat(read.start().collections()).isEqualTo(Integer.MAX_VALUE);
        assertThat(read.start().packages().get(0).collections()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theFoldersOfTheSourcesAreKept() throws Exception {
        ResultsRecord.Built read = (ResultsRecord.Built) record("""
                {"type":"built","function":"f","language":"go1.26","mainPackage":"m","mainModule":"m","tags":"",\
                "files":1,"unzippedBytes":1,"modules":{},"sources":{"m":"services/m"}}
                """);

        assertThat(read.build().sources()).containsExactly(Map.entry("m", "services/m"));
        assertThat(record(written(read.build()))).isEqualTo(read);
    }

    @Test
    void theSettingsOfTheBuildAreKeptAndOlderFilesHaveTheirTags() throws Exception {
        String build = """
                {"type":"built","function":"f","language":"go1.26","mainPackage":"m","mainModule":"m","tags":"a,b",\
                "files":1,"unzippedBytes":1,"modules":{}%s}
                """;
        ArmBuild now = ((ResultsRecord.Built)
                        record(build.formatted(",\"settings\":{\"-race\":\"true\",\"-tags\":\"a,b\"}")))
                .build();
        ArmBuild older = ((ResultsRecord.Built) record(build.formatted(""))).build();

        assertThat(now.settings()).containsOnly(Map.entry("-race", "true"), Map.entry("-tags", "a,b"));
        assertThat(older.settings()).containsOnly(Map.entry("-tags", "a,b"));
        assertThat(older.tags()).isEqualTo("a,b");
        assertThat(written(now)).contains("\"tags\":\"a,b\"");
        assertThat(record(written(now))).isEqualTo(new ResultsRecord.Built(now));
    }

    private static String written(ArmBuild build) throws Exception {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            ExplainedCodec.write(out, build);
            out.writeEndObject();
        }
        return text + "\n";
    }

    private List<ResultsRecord> read(String field) throws Exception {
        return lines(
                "{\"type\":\"explained\",\"function\":\"f\",\"kind\":\"traced\",\"end\":\"next\"," + field + "}\n");
    }

    private ResultsRecord record(String line) throws Exception {
        return lines(line).get(1);
    }

    private List<ResultsRecord> lines(String more) throws Exception {
        Path file = Files.writeString(folder.resolve("results.jsonl"), """
                {"type":"run","schemaVersion":1,"coldgate":"0.1.0","at":1,"platform":"embedded","seed":1,\
                "thresholds":{"file":"t.yaml","sha256":"00"},"functions":["f"],"fingerprint":{}}
                """ + more);
        List<ResultsRecord> records = new ArrayList<>();
        new ResultsReader("r.jsonl").read(file, records::add);
        return records;
    }
}
