package io.coldgate.report;

import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.gate.Verdict;
import io.coldgate.unit.Printable;

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
        out.append("\n\n");
        out.append(judgement.counts())
                .append("; ")
                .append(judgement.basis(MarkdownSummary::escape))
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
            if (result.verdict() != Verdict.PASS) {
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
    }

    /** A list item within another one. The bar keeps a line from being a list, a heading or code of its own. */
    public static String item(String line) {
        return "  - │ " + escape(line) + "\n";
    }

    /** Markdown and HTML marks become plain text; line ends become spaces. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '@' -> out.append("&#64;");
                case '\n', '\r', '\t' -> out.append(' ');
                case '|', '\\', '`', '*', '_', '[', ']', '#', '~', '!' ->
                    out.append('\\').appendCodePoint(c);
                // GitHub makes links of bare addresses.
                case ':' -> out.append(text.startsWith("://", i) ? "&#58;" : ":");
                case '.' -> out.append(text.regionMatches(true, i - 3, "www", 0, 3) ? "&#46;" : ".");
                default -> out.append(Printable.escape(Character.toString(c), 1));
            }
        }
        return out.toString();
    }
}
