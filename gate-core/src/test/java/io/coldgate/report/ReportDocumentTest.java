package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.ExplanationEntry;
import io.coldgate.report.document.Measured;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportFormatException;
import io.coldgate.report.document.ReportReader;
import io.coldgate.report.document.ReportWriter;
import io.coldgate.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written into report.json is read again, to the last field. */
class ReportDocumentTest {
    @TempDir
    private Path folder;

    private ReportDocument read(String json) throws Exception {
        return ReportReader.read(Files.write(folder.resolve("report.json"), json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothingIsLostOnTheWay() throws Exception {
        for (Judgement judgement : Stream.of(
                        Judgements.ofEverything(folder),
                        Judgements.ofResults(folder),
                        Judgements.ofCounts(folder),
                        ExplainedJudgements.twoFunctions(folder),
                        ExplainedJudgements.hostile(folder))
                .toList()) {
            ReportDocument written = JsonReport.document(judgement, 1);
            String json = ReportWriter.text(written);
            ReportDocument read = read(json);
            // What a function wrote is made safe to show.
            assertThat(ReportWriter.text(read)).isEqualTo(json.replace("\\t", " "));
            assertThat(read.checks()).hasSameSizeAs(written.checks()).isNotEmpty();
            assertThat(read.functions()).hasSameSizeAs(written.functions());
            assertThat(read.results()).isEqualTo(written.results());
            assertThat(read.run()).isEqualTo(written.run());
            assertThat(read.explanations()).hasSameSizeAs(written.explanations());
            assertThat(read.explanations().stream()
                            .map(ExplanationEntry::summary)
                            .toList())
                    .isEqualTo(written.explanations().stream()
                            .map(ExplanationEntry::summary)
                            .toList());
        }
    }

    @Test
    void failuresStandFirstByHowFarTheyAreOver() throws Exception {
        ReportDocument report = read(ReportWriter.text(JsonReport.document(Judgements.ofEverything(folder), 1)));
        assertThat(report.worstFirst().stream().map(CheckEntry::verdict).map(Verdict::rank))
                .isSorted();
        assertThat(report.worstFirst().stream()
                        .filter(check -> check.verdict() == Verdict.FAIL)
                        .map(check -> -check.excess()))
                .hasSizeGreaterThan(1)
                .isSorted();
    }

    @Test
    void theBreakdownIsNumbersAndASentenceOfAnEarlierVersionIsPassedOver() throws Exception {
        String json = ReportWriter.text(JsonReport.document(Judgements.ofEverything(folder), 1));

        assertThat(json).contains("\"phasesNs\"", "\"initCpuNs\"", "\"waitNs\"", "\"memoryBytes\"");
        String earlier = json.replaceAll("(?s)\"breakdown\" : \\{.*?\\}.*?\\}", "\"breakdown\" : \"init 4 ms\"");
        assertThat(earlier).contains("\"breakdown\" : \"init 4 ms\"");
        assertThat(read(earlier).functions())
                .noneMatch(function -> function.breakdown().isPresent());
        assertThatThrownBy(() -> read(json.replaceFirst("\"waitNs\" : \\d+", "\"waitNs\" : \"long\"")))
                .hasMessageContaining("zero or more");
    }

    @ParameterizedTest
    @CsvSource({"initNs, -1", "ns, -1", "low, -0.5", "high, 1e999", "ns, null", "deltaNs, 1e999", "deltaNs, {}"})
    void anExplanationWithATimeThatIsNoneIsRefused(String field, String value) throws Exception {
        String json = ReportWriter.text(JsonReport.document(ExplainedJudgements.twoFunctions(folder), 1));
        int from = json.indexOf("\"explanations\"");
        String broken = json.substring(0, from)
                + json.substring(from).replaceFirst("\"" + field + "\" : \\d+", "\"" + field + "\" : " + value);

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(ReportFormatException.class)
                .hasMessageContaining("\"" + field + "\"");
    }

    @Test
    void aComparisonHasBothSidesInTheMetricsUnit() throws Exception {
        ReportDocument report = read(ReportWriter.text(JsonReport.document(Judgements.ofCounts(folder), 1)));

        assertThat(report.checks().stream()
                        .filter(check -> check.limit() instanceof CheckEntry.Limit.Tolerance)
                        .map(check -> check.measured().orElseThrow().sides().orElseThrow()))
                .isNotEmpty()
                .contains(new Measured.Sides(1, 2, "count"));
    }
}
