package io.coldgate.report;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.explain.Explanation;
import io.coldgate.explain.SharedFindings;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.unit.MarkdownText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code summary.md}: for a pipeline's job summary. All text from files and functions is escaped. */
public final class MarkdownSummary {
    /**
     * The largest size of a part. GitHub drops a summary of more than 1 MiB; each of the three parts gets a third of
     * that, minus its heading.
     */
    private static final int LARGEST_PART = 345_000;

    private MarkdownSummary() {}

    /** Returns the summary, worst verdicts first. */
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
        if (!judgement.results().isEmpty()) {
            out.append("| Verdict | Function | Metric | Measured | Interval 95 % | Budget | n | Evidence |\n");
            out.append("|---|---|---|---|---|---|---|---|\n");
        }
        bounded(judgement.worstFirst().stream().map(MarkdownSummary::row).toList(), out);
        List<String> words = words(judgement);
        if (!words.isEmpty()) {
            out.append('\n');
            bounded(words, out);
        }
        bounded(explanations(judgement), out);
        return out.toString();
    }

    /** Appends as many entries as fit into one of the three parts, and states how many are left out. */
    private static void bounded(List<String> entries, StringBuilder out) {
        int size = 0;
        for (int i = 0; i < entries.size(); i++) {
            size += entries.get(i).getBytes(StandardCharsets.UTF_8).length;
            if (size > LARGEST_PART) {
                int left = entries.size() - i;
                out.append("\n… ")
                        .append(left == 1 ? "1 more is" : left + " more are")
                        .append(" left out: report.json has all of them\n");
                return;
            }
            out.append(entries.get(i));
        }
    }

    private static String row(CheckResult result) {
        return "| " + result.verdict().word()
                + " | " + escape(result.check().function())
                + " | "
                + escape(result.check().subject() + " " + result.check().rule()) + " | " + escape(result.measured())
                + " | " + escape(Figures.interval(result))
                + " | " + escape(Figures.limit(result.check()))
                + " | " + Figures.samples(result)
                + " | " + escape(Figures.evidence(result)) + " |\n";
    }

    /** Returns the sections of the explanations; what several functions share comes first. */
    private static List<String> explanations(Judgement judgement) {
        SharedFindings shared = judgement.shared();
        List<String> sections = new ArrayList<>();
        shared.groups()
                .forEach(group -> sections.add(section(
                        SharedLines.heading(group) + ": " + SharedLines.names(group.functions()),
                        SharedLines.summary(group))));
        judgement
                .explanations()
                .forEach(each -> sections.add(section(question(each), ExplanationText.summary(each, shared))));
        return sections;
    }

    private static String question(Explanation explanation) {
        return "Why " + explanation.function()
                + (explanation.candidate().worked() ? " takes that long" : " does not start");
    }

    private static String section(String heading, List<String> lines) {
        return "\n### " + escape(heading) + "\n\n"
                + lines.stream().map(MarkdownSummary::item).collect(Collectors.joining());
    }

    private static String item(String text) {
        return "- " + escape(text) + "\n";
    }

    private static List<String> words(Judgement judgement) {
        List<String> words = new ArrayList<>();
        for (CheckResult result : judgement.worstFirst()) {
            if (!result.isPlainPass()) {
                words.add("- " + escape(result.check().location().toString()) + ": "
                        + escape(result.check().fullName()) + ": " + escape(result.explanation()) + "\n");
            }
        }
        for (SeriesTally tally : judgement.build().allSeries()) {
            TimeBreakdown.of(tally.starts())
                    .map(TimeBreakdown::text)
                    .ifPresent(line -> words.add(item(tally.function() + ": median start: " + line)));
            TextReport.counts(tally).ifPresent(line -> words.add(item(line)));
            if (!tally.endDetail().isEmpty()) {
                words.add(item(tally.function() + ": " + tally.endDetail()));
            }
            FailureText.list(tally).ifPresent(words::add);
        }
        BusyHost.clause(judgement.build().allSeries()).ifPresent(clause -> words.add(item(clause)));
        ImportedText.facts(judgement).forEach(line -> words.add(item(line)));
        return words;
    }
}
