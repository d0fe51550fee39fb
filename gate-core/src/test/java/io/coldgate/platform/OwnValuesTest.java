package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import io.coldgate.lambda.Invocation;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.OwnMetric;
import io.coldgate.thresholds.OwnMetric.Source;
import io.coldgate.unit.Dimension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnValuesTest {
    private static final Metric READY = Metric.own("ready", Dimension.TIME, false);
    private static final String EMF =
            "{\"_aws\":{\"Timestamp\":1,\"CloudWatchMetrics\":[{\"Namespace\":\"x\",\"Dimensions\":[[]],"
                    + "\"Metrics\":[{\"Name\":\"other\"},{\"Name\":\"ready\",\"Unit\":\"Seconds\"}]}]},\"ready\":0.25}";

    private static OwnValues.Found read(Source source, String answer, String log) throws Exception {
        OwnMetric own = new OwnMetric(READY, source, 1e6);
        Invocation invocation = new Invocation(
                "id",
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                1,
                "",
                ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer());
        return new OwnValues(List.of(own)).read(invocation, () -> log);
    }

    private static Source log(String regex) {
        return new Source.Log(Pattern.compile(regex));
    }

    @Test
    void aNumberInTheResponseIsReadInTheUnitOfTheFile() throws Exception {
        Source source = new Source.Response(JsonPointer.compile("/a/1/ready"));

        assertThat(read(source, "{\"a\":[0,{\"ready\":2.5}]}", "").values()).containsEntry(READY, 2.5e6);
        assertThat(read(source, "{}", "").missed()).containsEntry(READY, "nothing in the response at /a/1/ready");
        assertThat(read(source, "{\"a\":[0,{\"ready\":\"2\"}]}", "").missed())
                .containsEntry(READY, "no number in the response at /a/1/ready");
        assertThat(read(source, "{\"a\":[0,{\"ready\":-2}]}", "").missed()).containsKey(READY);
        assertThat(read(source, "not json", "").missed()).containsEntry(READY, "the response is not JSON");
        assertThat(read(source, "", "").missed()).containsKey(READY);
    }

    @Test
    void theLastLineThatMatchesCounts() throws Exception {
        assertThat(read(log("ready=([0-9.]+)"), "", "START\nready=1\nready=2.5 x\nEND")
                        .values())
                .containsEntry(READY, 2.5e6);
        assertThat(read(log("ready=([0-9.]+)"), "", "START\n").missed())
                .containsEntry(READY, "no line of the log matches");
        assertThat(read(log("ready=(.*)"), "", "ready=soon").missed())
                .containsEntry(READY, "the group of the expression holds no number");
        assertThat(read(log("ready=([0-9e]+)"), "", "ready=1e999").missed()).containsKey(READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?:a+)+(b)", "(?:a|a)*(b)", "(?:.*a){20}(b)", "(?:a*)*(b)"})
    void anExpressionThatBacktracksWithoutEndIsStoppedByTheNumberOfItsLooks(String regex) throws Exception {
        String hostile = "a".repeat(4000) + "\n";

        assertThat(read(log(regex), "", hostile.repeat(3)).missed()).hasSize(1);
    }

    @Test
    void embeddedMetricFormatHasItsOwnUnit() throws Exception {
        assertThat(read(new Source.Emf(), "", "START\n" + EMF + "\nEND").values())
                .containsEntry(READY, 0.25e9);
        assertThat(read(new Source.Emf(), "", EMF.replace(",\"Unit\":\"Seconds\"", ""))
                        .values())
                .containsEntry(READY, 0.25e6);
        assertThat(read(new Source.Emf(), "", EMF.replace("0.25", "[1,0.5]")).values())
                .containsEntry(READY, 0.5e9);
    }

    @Test
    void aLineThatIsCutOrOfAnotherUnitOrWithoutTheMetricGivesNoValue() throws Exception {
        assertThat(read(new Source.Emf(), "", EMF.substring(20)).missed())
                .containsEntry(READY, "no line of the log in the Embedded Metric Format has it");
        assertThat(read(new Source.Emf(), "", EMF.substring(0, 100)).missed()).containsKey(READY);
        assertThat(read(new Source.Emf(), "", EMF.replace("Seconds", "Bytes")).missed())
                .containsEntry(READY, "its unit in the log is Bytes, another kind than the file's");
        assertThat(read(new Source.Emf(), "", EMF.replace(",\"ready\":0.25", ""))
                        .missed())
                .containsEntry(READY, "nothing in the log's line at ready");
    }
}
