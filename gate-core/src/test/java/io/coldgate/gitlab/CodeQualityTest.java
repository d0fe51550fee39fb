package io.coldgate.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Golden;
import io.coldgate.forge.FinishedRun;
import io.coldgate.forge.Workspace;
import io.coldgate.report.JsonReport;
import io.coldgate.report.ReportSamples;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportReader;
import io.coldgate.unit.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run as GitLab's Code Quality report. */
class CodeQualityTest {
    @TempDir
    Path folder;

    private static CodeQuality report() {
        return new CodeQuality(new Workspace(Path.of("/w"), Path.of("/w/services")), "/w/services/thresholds.yaml");
    }

    private FinishedRun run(String json) throws Exception {
        ReportDocument document = ReportReader.read(Files.writeString(folder.resolve("report.json"), json));
        return new FinishedRun(document.exitCode(), Optional.of(document), List.of(), "");
    }

    private String json() {
        return JsonReport.render(ReportSamples.ofEverything(folder), 1);
    }

    private static List<String> each(String report, String field) throws Exception {
        JsonNode list = new ObjectMapper().readTree(report);
        return list.findValuesAsText(field);
    }

    @Test
    void looksLikeThis() throws Exception {
        Golden.assertSame(
                getClass(), "code-quality.json", report().add(run(json())).render());
    }

    @Test
    void noTwoFindingsHaveOneFingerprint() throws Exception {
        List<String> fingerprints = each(report().add(run(json())).render(), "fingerprint");
        assertThat(new HashSet<>(fingerprints)).hasSameSizeAs(fingerprints).hasSizeGreaterThan(5);
        FinishedRun once = run(json());
        List<String> twice = each(report().add(once).add(once).render(), "fingerprint");
        assertThat(new HashSet<>(twice)).hasSize(2 * fingerprints.size());
    }

    @Test
    void aFindingIsKnownAgainOnAnotherLineWithAnotherValue() throws Exception {
        String moved = json().replaceAll("thresholds.yaml:([0-9]+):", "thresholds.yaml:9$1:")
                .replaceAll("\"measured\" : \"[^\"]*\"", "\"measured\" : \"1 ms\"");
        String before = report().add(run(json())).render();
        String after = report().add(run(moved)).render();
        assertThat(after).isNotEqualTo(before);
        assertThat(each(after, "fingerprint")).containsExactlyInAnyOrderElementsOf(each(before, "fingerprint"));
    }

    @Test
    void aCheckThatNowFailsIsANewFinding() throws Exception {
        String failed = "{\"schemaVersion\":1,\"verdict\":\"%1$s\",\"exitCode\":%2$d,\"functions\":[],\"checks\":[{"
                + "\"function\":\"a\",\"metric\":\"init_duration\",\"quantile\":\"p50\",\"verdict\":\"%1$s\","
                + "\"reason\":\"%3$s\",\"onInconclusive\":\"warn\",\"location\":\"thresholds.yaml:3:4\"}]}";
        String open = report().add(run(failed.formatted("INCONCLUSIVE", 0, "max_samples")))
                .render();
        String over = report().add(run(failed.formatted("FAIL", 1, "evidence"))).render();
        assertThat(each(open, "severity")).containsExactly("minor");
        assertThat(each(over, "severity")).containsExactly("critical");
        assertThat(each(over, "fingerprint")).doesNotContainAnyElementsOf(each(open, "fingerprint"));
        assertThat(each(over, "path")).containsExactly("services/thresholds.yaml");
    }

    @Test
    void aRunWithoutAReportIsAFindingToo() throws Exception {
        FinishedRun wrong = new FinishedRun(
                2,
                Optional.empty(),
                List.of(Problem.at("thresholds.yaml:3:5", "functions.a", "no package", "name one")),
                "");
        String shown = report().add(wrong).render();
        assertThat(each(shown, "description")).containsExactly("Coldgate: functions.a: no package; name one");
        assertThat(each(shown, "begin")).containsExactly("3");
        FinishedRun silent = new FinishedRun(4, Optional.empty(), List.of(), "java: not found\n");
        assertThat(each(report().add(silent).render(), "description"))
                .containsExactly("Coldgate: no verdict: java: not found");
        assertThat(each(report().add(silent).render(), "severity")).containsExactly("blocker");
    }

    @Test
    void aBuildWithinItsBudgetsHasNoFinding() throws Exception {
        String passed = "{\"schemaVersion\":1,\"verdict\":\"PASS\",\"exitCode\":0,\"functions\":[],\"checks\":[{"
                + "\"function\":\"a\",\"metric\":\"init_duration\",\"quantile\":\"p50\",\"verdict\":\"PASS\","
                + "\"reason\":\"evidence\",\"onInconclusive\":\"warn\"}]}";
        assertThat(report().add(run(passed)).render().replaceAll("\\s", "")).isEqualTo("[]");
        assertThat(each(
                        report().add(run(passed.replace("\"exitCode\":0", "\"exitCode\":1")))
                                .render(),
                        "check_name"))
                .containsExactly("contradictory-report");
    }

    @Test
    void aFileOutsideOfTheCheckoutIsNotNamed() throws Exception {
        String elsewhere = json().replace("thresholds.yaml:", "/etc/passwd:");
        assertThat(each(report().add(run(elsewhere)).render(), "path"))
                .isNotEmpty()
                .containsOnly("services/thresholds.yaml");
    }
}
