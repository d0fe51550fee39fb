package io.coldgate.forge;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.report.JsonReport;
import io.coldgate.report.ReportSamples;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report.json of a stranger whose verdict is not that of its rows. */
class ContradictionTest {
    @TempDir
    Path folder;

    private ReportDocument read(String json) throws Exception {
        return ReportReader.read(Files.write(folder.resolve("report.json"), json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String json(String verdict, int exitCode, String checks, String more) {
        return "{\"schemaVersion\":1,\"verdict\":\"" + verdict + "\",\"exitCode\":" + exitCode + more + ",\"checks\":["
                + checks + "],\"functions\":[]}";
    }

    private static String check(String verdict, String reason, String policy) {
        return "{\"function\":\"f\",\"metric\":\"init_duration\",\"quantile\":\"p50\",\"verdict\":\"" + verdict
                + "\",\"reason\":\"" + reason + "\",\"onInconclusive\":\"" + policy + "\"}";
    }

    @Test
    void isNotFoundInWhatTheGateWrites() throws Exception {
        assertThat(read(JsonReport.render(ReportSamples.ofEverything(folder), 1))
                        .contradiction())
                .isEmpty();
        assertThat(read(JsonReport.render(ReportSamples.hostile(folder), 1)).contradiction())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            nullValues = "-",
            value = {
                "PASS ~ 0 ~ PASS evidence warn ~ -",
                "FAIL ~ 1 ~ FAIL evidence warn ~ -",
                "INCONCLUSIVE ~ 0 ~ INCONCLUSIVE max_samples warn ~ -",
                "INCONCLUSIVE ~ 3 ~ INCONCLUSIVE max_samples fail ~ -",
                "NOT_MEASURED ~ 4 ~ NOT_MEASURED could_not_measure pass ~ -",
                "PASS ~ 130 ~ PASS evidence warn ~ -",
                "PASS ~ 0 ~ PASS identical_package warn ~ -",
                "PASS ~ 0 ~ PASS of_tomorrow warn ~ -",
                "PASS ~ 0 ~ FAIL evidence warn ~ it says PASS, and of its 1 check 1 is FAIL",
                "PASS ~ 0 ~ INCONCLUSIVE max_samples warn ~ it says PASS, and of its 1 check 1 is INCONCLUSIVE",
                "PASS ~ 0 ~ NOT_MEASURED could_not_measure warn ~ it says PASS, and of its 1 check 1 is NOT MEASURED",
                "FAIL ~ 1 ~ PASS evidence warn ~ it says FAIL, and of its 1 check 1 is PASS",
                "PASS ~ 1 ~ PASS evidence warn ~ it says PASS and exit code 1",
                "PASS ~ 4 ~ PASS evidence warn ~ it says PASS and exit code 4",
                "FAIL ~ 0 ~ FAIL evidence warn ~ it says FAIL and exit code 0",
                "INCONCLUSIVE ~ 0 ~ INCONCLUSIVE max_samples fail ~ it says INCONCLUSIVE and exit code 0",
                "NOT_MEASURED ~ 0 ~ NOT_MEASURED could_not_measure pass ~ it says NOT MEASURED and exit code 0",
                "PASS ~ 0 ~ PASS could_not_measure warn ~ a check is PASS for the reason could_not_measure",
                "PASS ~ 0 ~ PASS sample_over warn ~ a check is PASS for the reason sample_over",
                "FAIL ~ 1 ~ FAIL no_sample_over warn ~ a check is FAIL for the reason no_sample_over",
                "FAIL ~ 1 ~ FAIL identical_package warn ~ a check is FAIL for the reason identical_package"
            })
    void isNamed(String verdict, int exitCode, String row, String what) throws Exception {
        String[] of = row.split(" ");
        ReportDocument report = read(json(verdict, exitCode, check(of[0], of[1], of[2]), ""));
        assertThat(report.contradiction()).isEqualTo(Optional.ofNullable(what));
        String shown =
                new MarkdownReport(report, new Links(Optional.empty(), "", Optional.empty(), ""), 60_000).render();
        assertThat(shown.contains("CONTRADICTORY")).isEqualTo(what != null);
        if (what != null) {
            assertThat(shown).doesNotContain("✅");
        }
    }

    @Test
    void isAPassWithoutAnyCheckThatIsNoPartOfABuild() throws Exception {
        assertThat(read(json("PASS", 0, "", "")).contradiction()).contains("it says PASS and has no check");
        assertThat(read(json("FAIL", 1, "", ",\"build\":{}")).contradiction())
                .contains("it says FAIL and has no check");
        assertThat(read(json("PASS", 0, "", ",\"build\":{\"text\":\"nothing changed\"}"))
                        .contradiction())
                .isEmpty();
    }

    @Test
    void whatWasNotMeasuredStandsInTheHeadline() throws Exception {
        ReportDocument report = read(
                json("PASS", 0, check("PASS", "evidence", "warn"), ",\"notMeasured\":[\"world\",\"k6 @all <b>\"]"));
        String shown =
                new MarkdownReport(report, new Links(Optional.empty(), "", Optional.empty(), ""), 60_000).render();
        assertThat(shown)
                .startsWith("### ✅ Coldgate: PASS, 1 check within budget; not in this run: world, k6 `@all`"
                        + " &lt;b&gt;\n");
    }
}
