package io.coldgate.report.html;

import io.coldgate.gate.CheckResult;
import io.coldgate.report.BusyHost;
import io.coldgate.report.Figures;
import io.coldgate.report.Judgement;
import io.coldgate.report.PartText;
import io.coldgate.sample.Ending;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The top of the page: the build's verdict in one sentence, its reason, and the run's facts. */
final class Summary {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Markup out;
    private final Judgement judgement;
    private final int exitCode;

    Summary(Markup out, Judgement judgement, int exitCode) {
        this.out = out;
        this.judgement = judgement;
        this.exitCode = exitCode;
    }

    void draw() {
        String css = VerdictStyle.css(judgement.verdict());
        out.open("header", "class", css);
        out.element("p", "Coldgate report", "class", "product");
        out.open("h1");
        VerdictStyle.badge(out, judgement.verdict());
        out.text(" " + sentence() + judgement.leftOut()).close("h1");
        ending();
        why();
        if (!judgement.finding().isEmpty()) {
            out.element("p", finding() + ".", "class", "lead finding");
        }
        busy();
        judgement
                .header()
                .part()
                .flatMap(part -> PartText.of(judgement.header(), part))
                .ifPresent(text -> out.element("p", text));
        FactList list = new FactList(out);
        list.open();
        list.fact("Passed", Integer.toString(judgement.count(Verdict.PASS)));
        list.fact("Failed", Integer.toString(judgement.count(Verdict.FAIL)));
        list.fact("Inconclusive", Integer.toString(judgement.count(Verdict.INCONCLUSIVE)));
        if (judgement.count(Verdict.ACCEPTED) > 0) {
            list.fact("Accepted", Integer.toString(judgement.count(Verdict.ACCEPTED)));
        }
        if (judgement.count(Verdict.NOT_MEASURED) > 0) {
            list.fact("Not measured", Integer.toString(judgement.count(Verdict.NOT_MEASURED)));
        }
        if (!judgement.build().allSeries().isEmpty()) {
            list.fact("Cold starts", String.format(Locale.ROOT, "%,d", judgement.coldStarts()));
            list.fact("Platform", judgement.header().platform());
        }
        list.fact("Made", TIME.format(Instant.ofEpochMilli(judgement.header().startedAtMillis())));
        list.fact("Seed", judgement.header().seeds().text());
        list.fact("Exit code", Integer.toString(exitCode));
        list.close();
        out.close("header");
    }

    /** Returns the finding with a capital letter, unless it begins with a function's name. */
    private String finding() {
        String finding = Words.cut(judgement.finding());
        boolean named = judgement.results().stream()
                .anyMatch(result -> finding.startsWith(result.check().function() + " "));
        return named ? finding : Words.sentence(finding);
    }

    /** Writes which functions' starts waited for a core: their measurements include the effect of the host. */
    private void busy() {
        BusyHost.clause(judgement.build().allSeries())
                .ifPresent(clause -> out.element(
                        "p",
                        Words.sentence(clause)
                                + ". Waiting fails no budget, but it is in every time on the wall clock.",
                        "class",
                        "lead busy"));
    }

    private String sentence() {
        int all = judgement.results().size();
        int failed = judgement.count(Verdict.FAIL);
        int open = judgement.count(Verdict.INCONCLUSIVE);
        int missing = judgement.count(Verdict.NOT_MEASURED);
        String undecided = open > 0 ? ", " + open + " undecided" : "";
        return switch (judgement.verdict()) {
            case FAIL ->
                failed + " of " + Words.count(all, "check") + " failed" + undecided
                        + (missing > 0 ? ", " + missing + " not measured" : "");
            case NOT_MEASURED -> missing + " of " + Words.count(all, "check") + " could not be measured" + undecided;
            case ACCEPTED ->
                judgement.count(Verdict.ACCEPTED) + " of " + Words.count(all, "check") + " accepted, none failed";
            case INCONCLUSIVE -> open + " of " + Words.count(all, "check") + " undecided, none failed";
            case PASS ->
                all == 0
                        ? "Nothing was asked of this part of the build"
                        : all == 1
                                ? "The check is within its budget"
                                : "All " + all + " checks are within their budgets";
        };
    }

    /** Writes the worst check in one sentence. */
    private void why() {
        if (judgement.verdict() == Verdict.PASS) {
            return;
        }
        CheckResult first = judgement.worstFirst().get(0);
        boolean overBudget = first.verdict() == Verdict.FAIL
                && first.why() != VerdictReason.FACT
                && !first.measured().isEmpty()
                && first.figures()
                        .map(figures -> Double.isFinite(figures.estimate()))
                        .orElse(true);
        String words = overBudget
                ? "measured " + Words.arrows(first.measured()) + "; its budget is " + Figures.limit(first.check())
                : Words.cut(first.explanation());
        int more = judgement.count(first.verdict()) - 1;
        out.element(
                "p",
                first.check().fullName() + ": " + words + (words.endsWith(".") ? "" : ".")
                        + (more > 0 ? " " + more + " more below." : ""),
                "class",
                "lead");
    }

    /** Writes, before anything else, that a run did not complete. */
    private void ending() {
        Ending ending = judgement.build().ending().orElse(Ending.INTERRUPTED);
        String words = switch (ending) {
            case COMPLETE -> "";
            case TIME_LIMIT -> "The time limit came before every check was decided.";
            case INTERRUPTED -> "The run was cut off: it has the samples up to then.";
            case COULD_NOT_MEASURE -> "Not every function could be measured.";
        };
        if (!words.isEmpty()) {
            String detail = judgement.build().endDetail();
            out.element("p", detail.isEmpty() ? words : words + " " + Words.cut(detail), "class", "lead");
        }
    }
}
