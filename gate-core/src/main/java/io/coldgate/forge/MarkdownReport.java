package io.coldgate.forge;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.unit.MarkdownText;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A build in Markdown: the verdict in a line, the worst checks, the time by phase, and advice; everything else is
 * folded. The text never exceeds its limit: the least important parts are left out, and the text says so.
 */
public final class MarkdownReport {
    /** The number of rows that are always visible: enough to see what is wrong; the folded table has all. */
    private static final int OPEN_ROWS = 10;

    private static final int OPEN_BREAKDOWNS = 8;
    private static final int ADVICE = 6;
    private static final String HEAD =
            "| Verdict | Function | Check | Measured | Interval 95 % | Budget | n | Evidence |\n"
                    + "|---|---|---|---|---|---|---|---|\n";

    private final ReportDocument report;
    private final Links links;
    private final int limit;

    /**
     * A text of a report.
     *
     * @param limit largest size, in bytes of UTF-8
     */
    public MarkdownReport(ReportDocument report, Links links, int limit) {
        this.report = report;
        this.links = links;
        this.limit = limit;
    }

    /** Returns the text. */
    public String render() {
        BoundedMarkdown out = new BoundedMarkdown(links, limit);
        out.append("### " + Headline.of(report) + "\n\n");
        report.contradiction()
                .ifPresent(what -> out.append("The report contradicts itself: " + escape(what)
                        + ". Coldgate never writes such a report, so nothing below is a verdict.\n\n"));
        out.append(Headline.counts(report) + "\n\n");
        if (!report.partText().isEmpty()) {
            out.append(escape(report.partText()) + "\n\n");
        }
        List<CheckEntry> bad = report.worstFirst().stream()
                .filter(check -> !check.isPlainPass())
                .toList();
        if (!bad.isEmpty()) {
            out.section(HEAD, rows(bad.subList(0, Math.min(OPEN_ROWS, bad.size()))), "");
            if (bad.size() > OPEN_ROWS) {
                out.append((bad.size() - OPEN_ROWS) + " more to look at: see all checks below.\n\n");
            }
        }
        failures(out);
        breakdowns(out, bad);
        explanations(out);
        advice(out, bad);
        List<String> all = rows(report.worstFirst());
        if (!all.isEmpty()) {
            String title = all.size() == 1 ? "1 check" : "All " + all.size() + " checks";
            out.section("<details><summary>" + title + "</summary>\n\n" + HEAD, all, "\n</details>\n\n");
        }
        reproduce(out, bad);
        footer(out);
        return out.toString();
    }

    private static List<String> rows(List<CheckEntry> checks) {
        return checks.stream().map(MarkdownReport::row).toList();
    }

    private static String row(CheckEntry check) {
        String measured = escape(check.shown().measured());
        return "| "
                + (check.verdict() == Verdict.FAIL
                        ? "**FAIL**"
                        : check.verdict().word()) + " | "
                + escape(check.function()) + " | " + escape(check.check()) + " | "
                + (check.verdict() == Verdict.FAIL && !measured.isEmpty() ? "**" + measured + "**" : measured) + " | "
                + escape(check.shown().interval()) + " | "
                + escape(check.shown().limit()) + " | " + escape(check.shown().samples()) + " | "
                + escape(check.shown().evidence()) + " |\n";
    }

    private void failures(BoundedMarkdown out) {
        List<FunctionEntry> failed = report.functions().stream()
                .filter(function -> function.failures().isPresent())
                .toList();
        List<String> lines = new ArrayList<>();
        failed.stream().limit(OPEN_BREAKDOWNS).forEach(function -> {
            FunctionEntry.Failures why = function.failures().get();
            StringBuilder text =
                    new StringBuilder("- **" + escape(function.name()) + "**: " + escape(why.text()) + "\n");
            why.output().forEach(line -> text.append(MarkdownText.item(line)));
            lines.add(text.toString());
        });
        lines.addAll(out.rest(failed.size() - OPEN_BREAKDOWNS));
        if (!lines.isEmpty()) {
            out.section("**Why starts failed**, and what the function wrote last\n\n", lines, "");
        }
    }

    private void breakdowns(BoundedMarkdown out, List<CheckEntry> bad) {
        List<String> names = bad.stream().map(CheckEntry::function).distinct().toList();
        List<String> open = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        for (FunctionEntry function : report.functions()) {
            if (function.breakdown().isPresent()) {
                String line = "- **" + escape(function.name()) + "**: "
                        + escape(function.breakdown().get().text()) + "\n";
                (names.contains(function.name()) && open.size() < OPEN_BREAKDOWNS ? open : folded).add(line);
            }
        }
        if (!open.isEmpty()) {
            out.section("**Where the time went** (median cold start)\n\n", open, "");
        }
        if (!folded.isEmpty()) {
            out.section(
                    "<details><summary>Where the time went" + (open.isEmpty() ? "" : " in the others")
                            + "</summary>\n\n",
                    folded,
                    "\n</details>\n\n");
        }
    }

    private void explanations(BoundedMarkdown out) {
        List<String> lines = new ArrayList<>(ExplainedLines.of(report));
        lines.addAll(out.rest(ExplainedLines.left(report)));
        if (!lines.isEmpty()) {
            out.section("**Why it takes that long** (from watched starts, which no check counts)\n\n", lines, "");
        }
    }

    private void advice(BoundedMarkdown out, List<CheckEntry> bad) {
        List<String> lines = new ArrayList<>();
        bad.stream().limit(ADVICE).forEach(check -> lines.add("- " + CheckAdvice.of(check, report) + "\n"));
        lines.addAll(out.rest(bad.size() - ADVICE));
        if (!lines.isEmpty()) {
            out.section("**What to do**\n\n", lines, "");
        }
    }

    private void reproduce(BoundedMarkdown out, List<CheckEntry> bad) {
        List<String> functions = bad.stream()
                .map(CheckEntry::function)
                .filter(this::isFunction)
                .distinct()
                .toList();
        out.section(
                "<details><summary>How to repeat this</summary>\n\n",
                List.of(RepeatCommands.of(report, functions)
                        + "\n\nor, from the run's files alone and without measuring again:\n\n"
                        + "    coldgate judge FOLDER\n"),
                "\n</details>\n\n");
    }

    /**
     * Returns whether a name is that of a function. Results of other tools have names too, and an untrusted report may
     * contain any.
     */
    private boolean isFunction(String name) {
        return name.matches("[A-Za-z0-9_-]{1,40}")
                && report.functions().stream()
                        .anyMatch(function -> function.name().equals(name));
    }

    private void footer(BoundedMarkdown out) {
        List<String> parts = new ArrayList<>();
        if (!links.commit().isEmpty()) {
            // This hexadecimal name comes from the forge, which turns it into a link to the commit.
            parts.add("commit " + links.commit());
        }
        links.run().ifPresent(run -> parts.add("[" + links.page() + "](" + run + ")"));
        links.artifact().ifPresent(artifact -> parts.add("[all samples and reports](" + artifact + ")"));
        parts.add("seed " + report.run().seeds().text());
        out.append("<sub>" + String.join(" · ", parts) + "</sub>\n");
    }
}
