package io.coldgate.forge;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.LeftOut;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ToolEntry;
import io.coldgate.sample.RunHeader;
import io.coldgate.unit.Counted;
import io.coldgate.unit.MarkdownText;
import io.coldgate.verdict.Verdict;
import java.util.stream.Collectors;

/** The verdict on a build as a line of Markdown, and the numbers behind it as another. */
final class Headline {
    private static final String CONTRADICTORY = "❗ Coldgate: CONTRADICTORY REPORT, no verdict";

    private Headline() {}

    /** Returns the line with the verdict. */
    static String of(ReportDocument report) {
        return report.contradiction().isPresent()
                ? CONTRADICTORY
                : verdict(report) + finding(report) + LeftOut.clause(report.notMeasured(), MarkdownText::escape);
    }

    private static String verdict(ReportDocument report) {
        long failed = report.count(Verdict.FAIL);
        long open = report.count(Verdict.INCONCLUSIVE);
        return switch (report.verdict()) {
            case PASS ->
                report.checks().isEmpty()
                        ? "✅ Coldgate: PASS, nothing to measure"
                        : "✅ Coldgate: PASS, " + (report.checks().size() == 1 ? "" : "all ")
                                + Counted.of(report.checks().size(), "check") + " within budget";
            case FAIL ->
                "❌ Coldgate: FAIL, " + failed + " of "
                        + Counted.of(report.checks().size(), "check") + " over budget";
            case ACCEPTED ->
                "☑️ Coldgate: ACCEPTED, " + report.count(Verdict.ACCEPTED) + " of "
                        + Counted.of(report.checks().size(), "check") + " by an exception, the others within budget";
            case INCONCLUSIVE ->
                "⚠️ Coldgate: INCONCLUSIVE, " + open + " of "
                        + Counted.of(report.checks().size(), "check") + " undecided";
            case NOT_MEASURED ->
                "🚫 Coldgate: NOT MEASURED, " + report.count(Verdict.NOT_MEASURED) + " of "
                        + Counted.of(report.checks().size(), "check") + " without the data for a verdict";
        };
    }

    private static String finding(ReportDocument report) {
        return report.finding().isEmpty() ? "" : ": " + escape(report.finding());
    }

    /** Returns the number of checks with each verdict, and the number of cold starts behind them. */
    static String counts(ReportDocument report) {
        return report.count(Verdict.PASS) + " passed, " + report.count(Verdict.FAIL) + " failed, "
                + report.count(Verdict.INCONCLUSIVE) + " inconclusive"
                + (report.count(Verdict.ACCEPTED) > 0 ? ", " + report.count(Verdict.ACCEPTED) + " accepted" : "")
                + (report.count(Verdict.NOT_MEASURED) > 0
                        ? ", " + report.count(Verdict.NOT_MEASURED) + " not measured"
                        : "")
                + "; " + basis(report);
    }

    /** Returns the basis of the verdict: {@code 408 cold starts on embedded, 3 of which failed; results of jmh}. */
    private static String basis(ReportDocument report) {
        String results = report.results().stream()
                .map(ToolEntry::tool)
                .distinct()
                .map(MarkdownText::escape)
                .collect(Collectors.joining(", "));
        if (report.functions().isEmpty() && !results.isEmpty()) {
            return "results of " + results;
        }
        boolean known = !report.run().platform().equals(RunHeader.NO_PLATFORM);
        return Counted.of(report.coldStarts(), "cold start")
                + (known ? " on " + escape(report.run().platform()) : "")
                + (results.isEmpty() ? "" : "; results of " + results);
    }
}
