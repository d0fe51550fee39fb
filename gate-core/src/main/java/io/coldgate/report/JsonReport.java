package io.coldgate.report;

import io.coldgate.gate.FailureSummary;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportWriter;
import io.coldgate.report.document.ToolEntry;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.ToolResults;
import io.coldgate.unit.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A judged run as {@code report.json}. The format is sealed by a test. */
public final class JsonReport {
    private static final String CUT_OFF = "cut_off";

    private JsonReport() {}

    /**
     * Returns the report's text.
     *
     * @param exitCode the command's exit code
     */
    public static String render(Judgement judgement, int exitCode) {
        return ReportWriter.text(document(judgement, exitCode));
    }

    /**
     * Returns the report.
     *
     * @param exitCode the command's exit code
     */
    public static ReportDocument document(Judgement judgement, int exitCode) {
        RunHeader header = judgement.header();
        return new ReportDocument(
                new ReportDocument.Run(
                        header.coldgateVersion(),
                        ending(judgement.build().ending()),
                        header.startedAtMillis(),
                        header.platform(),
                        header.seeds(),
                        header.thresholdsFile(),
                        header.thresholdsSha256(),
                        header.commit(),
                        header.fingerprint().facts()),
                judgement.verdict(),
                judgement.finding(),
                exitCode,
                header.part().map(part -> part(header, part)),
                judgement.build().leftOut(),
                judgement.notMeasured().stream()
                        .map(tally -> Problem.of(FailureText.notMeasured(tally)).about(tally.function()))
                        .toList(),
                judgement.coldStarts(),
                judgement.results().stream().map(CheckEntries::of).toList(),
                judgement.build().allSeries().stream().map(JsonReport::function).toList(),
                judgement.build().imported().stream().map(JsonReport::tool).toList(),
                ExplanationEntries.of(judgement.explanations(), judgement.shared()),
                ExplanationEntries.of(judgement.shared()));
    }

    /** Returns the report's key for an ending; {@code cut_off} for results without an end record. */
    public static String ending(Optional<Ending> ending) {
        return ending.map(Ending::key).orElse(CUT_OFF);
    }

    private static ReportDocument.Part part(RunHeader header, BuildPart part) {
        return new ReportDocument.Part(
                part.functions().size(),
                part.shard(),
                part.shards(),
                part.changedSince(),
                PartText.of(header, part).orElse(""));
    }

    private static FunctionEntry function(SeriesTally tally) {
        Map<String, Integer> starts = new LinkedHashMap<>();
        starts.put("failedStarts", tally.failures());
        starts.put("discarded", tally.discarded());
        starts.put("discardedFailures", tally.discardedFailures());
        starts.put("proactiveStarts", tally.proactive());
        starts.put("extra", tally.extras());
        for (Rejection reason : Rejection.values()) {
            starts.put(reason == Rejection.CALL_FAILED ? "callsFailed" : reason.key(), tally.rejections(reason));
        }
        return new FunctionEntry(
                tally.function(),
                tally.deployedAs(),
                tally.gate().samples(),
                tally.plan().regressionChecks().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new FunctionEntry.Rounds(
                                tally.gate().rounds(), tally.baselineStarts().size())),
                starts,
                ending(tally.ending()),
                tally.endDetail(),
                tally.endedAfter().size(),
                tally.whyFailed().map(why -> failures(tally, why)),
                TimeBreakdown.of(tally.starts()).map(TimeBreakdown::entry),
                TimeBreakdown.of(tally.baselineStarts()).map(TimeBreakdown::entry));
    }

    private static FunctionEntry.Failures failures(SeriesTally tally, FailureSummary why) {
        return new FunctionEntry.Failures(
                why.text(),
                why.arm().key(),
                why.failed(),
                why.of(),
                why.typical().type(),
                why.typical().message(),
                why.typical().cause(),
                FailureText.output(tally));
    }

    private static ToolEntry tool(ToolResults results) {
        return new ToolEntry(
                results.source().tool().key(),
                results.source().path(),
                results.facts(),
                results.notes(),
                results.problem(),
                results.series().size(),
                results.series().stream()
                        .mapToLong(series -> series.values().size())
                        .sum());
    }
}
