package io.coldgate.report;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.explain.Explanation;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.unit.MarkdownText;

/** {@code summary.md}: for a pipeline's job summary. Nothing from a file or a function gets into it unescaped. */
public final class MarkdownSummary {
    private MarkdownSummary() {}

    /** The summary, worst verdicts first. */
    public static String render(Judgement judgement) {
        StringBuilder out = new StringBuilder();
        out.append("## Coldgate: ").append(judgement.verdict().word());
        if (!judgement.finding().isEmpty()) {
            out.append(": ").append(escape(judgement.finding()));
        }
        out.append(escape(judgement.leftOut())).append("\n\n");
        out.append(judgement.counts())
                .append("; ")
                .append(judgement.basis(MarkdownText::escape))
                .append("\n\n");
        judgement
                .header()
                .part()
                .flatMap(part -> PartText.of(judgement.header(), part))
                .ifPresent(text -> out.append(escape(text)).append("\n\n"));
        out.append("| Verdict | Function | Metric | Measured | Interval 95 % | Budget | n | Evidence |\n");
        out.append("|---|---|---|---|---|---|---|---|\n");
        for (CheckResult result : judgement.worstFirst()) {
            out.append("| ")
                    .append(result.verdict().word())
                    .append(" | ")
                    .append(escape(result.check().function()))
                    .append(" | ")
                    .append(escape(
                            result.check().subject() + " " + result.check().rule()))
                    .append(" | ")
                    .append(escape(result.measured()))
                    .append(" | ")
                    .append(escape(Figures.interval(result)))
                    .append(" | ")
                    .append(escape(Figures.limit(result.check())))
                    .append(" | ")
                    .append(Figures.samples(result))
                    .append(" | ")
                    .append(escape(Figures.evidence(result)))
                    .append(" |\n");
        }
        words(judgement, out);
        return out.toString();
    }

    private static void words(Judgement judgement, StringBuilder out) {
        StringBuilder words = new StringBuilder();
        for (CheckResult result : judgement.worstFirst()) {
            if (!result.isPlainPass()) {
                words.append("- ")
                        .append(escape(result.check().location().toString()))
                        .append(": ")
                        .append(escape(
                                result.check().function() + " " + result.check().subject() + " "
                                        + result.check().rule()))
                        .append(": ")
                        .append(escape(result.explanation()))
                        .append('\n');
            }
        }
        for (SeriesTally tally : judgement.build().allSeries()) {
            TimeBreakdown.of(tally.starts())
                    .map(TimeBreakdown::text)
                    .ifPresent(line -> words.append("- ")
                            .append(escape(tally.function() + ": median start: " + line))
                            .append('\n'));
            TextReport.counts(tally)
                    .ifPresent(line -> words.append("- ").append(escape(line)).append('\n'));
            if (!tally.endDetail().isEmpty()) {
                words.append("- ")
                        .append(escape(tally.function() + ": " + tally.endDetail()))
                        .append('\n');
            }
            FailureText.list(tally).ifPresent(words::append);
        }
        ImportedText.facts(judgement)
                .forEach(line -> words.append("- ").append(escape(line)).append('\n'));
        if (words.length() > 0) {
            out.append('\n').append(words);
        }
        for (Explanation explanation : judgement.explanations()) {
            out.append("\n### Why ").append(escape(explanation.function())).append(" takes that long\n\n");
            ExplanationText.summary(explanation)
                    .forEach(line -> out.append("- ").append(escape(line)).append('\n'));
        }
    }
}
