package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other tools as users had them, from the thresholds to the exit code; {@code judge} repeats each verdict. */
class RecordedCasesTest {
    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();

    private int run(String... args) {
        return cli.runAnew(args);
    }

    private String out() {
        return cli.text();
    }

    /** Checks a case, judges what it left, and returns the exit code, which both have. */
    private int check(String name, String thresholds) throws IOException {
        copy(name);
        String file = folder.resolve(thresholds).toString();
        String output = folder.resolve("out").toString();
        int exit = run("check", "--results-only", "--file", file, "--output", output, "--seed", "1");
        List<String> checked = verdicts();
        assertThat(run("judge", output, "--file", file)).isEqualTo(exit);
        assertThat(verdicts()).isEqualTo(checked);
        return exit;
    }

    /** What was said, without where the output lies. */
    private List<String> verdicts() {
        return out().lines()
                .filter(line -> !line.contains(folder.resolve("out").toString()))
                .toList();
    }

    private void copy(String name) throws IOException {
        Path from;
        try {
            from = Path.of(
                    Objects.requireNonNull(RecordedCasesTest.class.getResource("/io/coldgate/imports/cases/" + name))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                Path to = folder.resolve(from.relativize(file).toString());
                try {
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(file, to);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** The check with that name and rule in {@code report.json}. */
    private JsonNode of(String series, String rule) throws IOException {
        for (JsonNode check : new ObjectMapper()
                .readTree(folder.resolve("out/report.json").toFile())
                .path("checks")) {
            if (check.path("series").asText().equals(series)
                    && check.path("quantile")
                            .asText(check.path("rule").asText())
                            .equals(rule)) {
                return check;
            }
        }
        throw new AssertionError("no check " + series + " " + rule + ": " + out());
    }

    private void assertVerdict(String series, String rule, String verdict) throws IOException {
        assertThat(of(series, rule).path("verdict").asText()).as(out()).isEqualTo(verdict);
    }

    @Test
    void goBenchTorn() throws IOException {
        assertThat(check("go-bench-torn", "thresholds.yaml")).isEqualTo(1);
        assertVerdict("BenchmarkMatch", "p95", "FAIL");
        assertThat(out()).contains("proven by 80 samples");
    }

    @Test
    void goTestJson() throws IOException {
        assertThat(check("go-test-json", "thresholds.yaml")).isZero();
        assertVerdict("BenchmarkFib10", "p95", "PASS");
        assertThat(out()).contains("  60  ");
    }

    @Test
    void hyperfineDuplicate() throws IOException {
        assertThat(check("hyperfine-duplicate", "thresholds.yaml")).isIn(1, 4);
        assertVerdict("my_prog", "p50", "NOT_MEASURED");
        assertVerdict("one-shot", "p50", "INCONCLUSIVE");
        assertThat(of("build", "p95").path("verdict").asText()).isIn("PASS", "INCONCLUSIVE");
        assertThat(of("oom", "p95").path("verdict").asText()).isNotEqualTo("PASS");
        assertThat(of("oom", "failed").path("verdict").asText()).isNotEqualTo("PASS");
        assertThat(out()).contains("\"my_prog\" time is in it twice", "6 of 67 samples failed");
    }

    @Test
    void k6Gzip() throws IOException {
        assertThat(check("k6-gzip", "thresholds.yaml")).isZero();
        assertVerdict("http_req_duration", "p95", "PASS");
        assertThat(out()).contains("  110  ");
    }

    @Test
    void k6SummaryWithMatches() throws IOException {
        assertThat(check("k6-summary-v1", "thresholds.yaml")).isZero();
        assertSummary();
    }

    @Test
    void k6SummaryWithPasses() throws IOException {
        assertThat(check("k6-summary-v1", "passes.yaml")).isZero();
        assertSummary();
    }

    private void assertSummary() throws IOException {
        assertVerdict("http_req_duration", "max", "PASS");
        assertVerdict("http_req_duration", "p95", "INCONCLUSIVE");
        assertVerdict("http_req_failed", "failed", "PASS");
        assertThat(out()).contains("2%");
    }

    @Test
    void k6SummaryWithChecks() throws IOException {
        assertThat(check("k6-summary-v1", "checks.yaml")).isEqualTo(1);
        assertVerdict("checks_failed", "failed", "FAIL");
        assertVerdict("checks_succeeded", "failed", "FAIL");
        assertThat(out()).contains("150 of 3000 samples failed").doesNotContain("2850");
    }

    @Test
    void lighthouseOneGoodPage() throws IOException {
        assertThat(check("lighthouse-one-bad-page", "thresholds.yaml")).isZero();
        assertVerdict("http://localhost:8080/checkout", "p75", "PASS");
    }

    @Test
    void lighthouseOneAuditWithAnError() throws IOException {
        assertThat(check("lighthouse-one-bad-page", "cls.yaml")).isEqualTo(4);
        assertThat(out())
                .contains(
                        "cumulative-layout-shift has an error: NO_LAYOUT_SHIFTS",
                        "first-meaningful-paint has no number");
    }

    @Test
    void lighthouseTheBadPage() throws IOException {
        assertThat(check("lighthouse-one-bad-page", "search.yaml")).isEqualTo(4);
        assertVerdict("http://localhost:8080/search?q=a+b&page=2", "p75", "NOT_MEASURED");
        assertThat(out()).contains("NO_FCP", "run it again");
    }

    @Test
    void lighthouseReportsInAList() throws IOException {
        assertThat(check("lighthouse-one-bad-page", "array.yaml")).isZero();
        assertVerdict("http://localhost:8080/checkout", "p75", "PASS");
    }

    @Test
    void aPatternMayBeTheNameThatGoWrote() throws IOException {
        Files.writeString(folder.resolve("bench.txt"), "BenchmarkParse/size-10 \t1\t5 ns/op\n".repeat(20) + "PASS\n");
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                "version: 1\nresults:\n  - { go-bench: bench.txt, budgets: { BenchmarkParse/size-10: { p50: 10ns } }"
                        + " }\n");
        String file = folder.resolve("thresholds.yaml").toString();
        String output = folder.resolve("out").toString();

        assertThat(run("check", "--file", file, "--output", output)).isZero();
        assertThat(run("judge", output, "--file", file)).isZero();
        assertThat(out()).contains("BenchmarkParse/size{cpu=10}", "PASS");
    }

    @Test
    void aPageOfWhichEveryRunFailedIsNotMeasuredForAnyAudit() throws IOException {
        Files.writeString(
                folder.resolve("lhr.json"),
                "{\"lighthouseVersion\":\"13.0.0\",\"requestedUrl\":\"u\",\"audits\":{},"
                        + "\"runtimeError\":{\"code\":\"NO_FCP\",\"message\":\"m\"}}");
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                "version: 1\nresults:\n  - { lighthouse: lhr.json, budgets: { first-contentful-paint: { p75: 1s } }"
                        + " }\n");
        String file = folder.resolve("thresholds.yaml").toString();
        String output = folder.resolve("out").toString();

        assertThat(run("check", "--file", file, "--output", output)).isEqualTo(4);
        assertThat(out()).contains("first-contentful-paint", "NO_FCP");
        assertThat(run("judge", output, "--file", file)).isEqualTo(4);
        assertThat(out()).contains("first-contentful-paint", "NO_FCP");
    }
}
