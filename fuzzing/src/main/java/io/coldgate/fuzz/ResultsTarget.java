package io.coldgate.fuzz;

import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.report.JUnitReport;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.report.MarkdownSummary;
import io.coldgate.report.TextReport;
import io.coldgate.report.html.HtmlReport;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsFormatException;
import io.coldgate.sample.ResultsReader;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ThresholdsReader;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code results.jsonl}: it is refused in a line, or judged and shown in every report; a pass has its evidence and its
 * end.
 */
public final class ResultsTarget {
    private static final String THRESHOLDS = """
            version: 1
            functions:
              hello:
                package: hello.zip
                baseline: { package: old.zip }
                budgets:
                  init_duration: { p50: 20ms, max: 1s }
                  cold_duration: { p95: 80ms }
                regression: { init_duration: { p50: +10% } }
                artifact: { zip: 10MB, stripped: true }
            """;

    private static final GatePlan PLAN = plan();

    private ResultsTarget() {}

    private static GatePlan plan() {
        Path file = Scratch.write("results-thresholds.yaml", THRESHOLDS.getBytes(StandardCharsets.UTF_8));
        return GatePlan.of(ThresholdsReader.read(file, "thresholds.yaml", ReadOptions.none())
                .thresholds()
                .orElseThrow());
    }

    /** Reads, judges and shows one file. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        GateEvaluation build = new GateEvaluation(PLAN);
        try {
            new ResultsReader("results.jsonl").read(Scratch.write("results.jsonl", data), build::accept);
        } catch (ResultsFormatException e) {
            Promise.isOneSafeLine(String.valueOf(e.getMessage()));
            return;
        }
        Judgement judgement = Judgement.of(build);
        judgement.results().forEach(Promise::passesOnEvidence);
        if (judgement.verdict() == Verdict.PASS) {
            Promise.that(build.ending().equals(Optional.of(Ending.COMPLETE)), "PASS of a run without its end");
        }
        int shown = JsonReport.render(judgement, 0).length()
                + JUnitReport.render(judgement).length()
                + MarkdownSummary.render(judgement).length()
                + new TextReport(false).render(judgement).length()
                + HtmlReport.render(judgement, 0, List.of("out")).length();
        Promise.that(shown > 0, "a judged run is shown");
    }
}
