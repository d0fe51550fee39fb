package io.coldgate.forge;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.sample.RunHeader;
import io.coldgate.unit.Counted;
import io.coldgate.unit.MarkdownText;
import io.coldgate.unit.Printable;
import io.coldgate.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A build in Markdown: the verdict in a line, the worst checks, where the time went, what to do; everything else
 * folded. The text never exceeds its limit: what is left out is what matters least, and the text says so.
 */
public final class MarkdownReport {
    /** Enough to see what is wrong; the folded table has all. */
    private static final int OPEN_ROWS = 10;

    private static final int OPEN_BREAKDOWNS = 8;
    private static final int ADVICE = 6;
    private static final int LONGEST_NAME = 80;
    private static final String CONTRADICTORY = "❗ Coldgate: CONTRADICTORY REPORT, no verdict";

    /** The end of the text and the word about what was left out. */
    private static final int RESERVE = 2000;

    private static final String HEAD =
            "| Verdict | Function | Check | Measured | Interval 95 % | Budget | n | Evidence |\n|---|---|---|---|---|---|---|---|\n";

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

    /** The text. */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append("### ")
                .append(report.contradiction().isPresent() ? CONTRADICTORY : headline() + finding() + leftOut())
                .append("\n\n");
        report.contradiction()
                .ifPresent(what -> out.append("The report contradicts itself: ")
                        .append(escape(what))
                        .append(". Coldgate writes no such report; nothing that follows is a verdict.\n\n"));
        out.append(counts()).append("\n\n");
        if (!report.partText().isEmpty()) {
            out.append(escape(report.partText())).append("\n\n");
        }
        List<CheckEntry> bad = report.worstFirst().stream()
                .filter(check -> !check.isPlainPass())
                .toList();
        if (!bad.isEmpty()) {
            section(out, HEAD, rows(bad.subList(0, Math.min(OPEN_ROWS, bad.size()))), "");
            if (bad.size() > OPEN_ROWS) {
                out.append(bad.size() - OPEN_ROWS).append(" more to look at: see all checks below.\n\n");
            }
        }
        failures(out);
        breakdowns(out, bad);
        explanations(out);
        advice(out, bad);
        List<String> all = rows(report.worstFirst());
        if (!all.isEmpty()) {
            section(
                    out,
                    "<details><summary>All " + all.size() + " checks</summary>\n\n" + HEAD,
                    all,
                    "\n</details>\n\n");
        }
        reproduce(out, bad);
        footer(out);
        return out.toString();
    }

    private String headline() {
        long failed = report.count(Verdict.FAIL);
        long open = report.count(Verdict.INCONCLUSIVE);
        return switch (report.verdict()) {
            case PASS ->
                report.checks().isEmpty()
                        ? "✅ Coldgate: PASS, nothing to measure"
                        : "✅ Coldgate: PASS, all " + Counted.of(report.checks().size(), "check") + " within budget";
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

    private String leftOut() {
        List<String> names = report.notMeasured();
        if (names.isEmpty()) {
            return "";
        }
        String shown = names.stream()
                .limit(OPEN_ROWS)
                .map(name -> escape(Printable.escape(name, LONGEST_NAME)))
                .collect(Collectors.joining(", "));
        return "; not measured: " + shown
                + (names.size() > OPEN_ROWS ? " and " + (names.size() - OPEN_ROWS) + " more" : "");
    }

    private String finding() {
        return report.finding().isEmpty() ? "" : ": " + escape(report.finding());
    }

    private String counts() {
        return report.count(Verdict.PASS) + " passed, " + report.count(Verdict.FAIL) + " failed, "
                + report.count(Verdict.INCONCLUSIVE) + " inconclusive"
                + (report.count(Verdict.ACCEPTED) > 0 ? ", " + report.count(Verdict.ACCEPTED) + " accepted" : "")
                + (report.count(Verdict.NOT_MEASURED) > 0
                        ? ", " + report.count(Verdict.NOT_MEASURED) + " not measured"
                        : "")
                + "; " + report.coldStarts() + " cold starts"
                + (report.run().platform().equals(RunHeader.NO_PLATFORM)
                        ? ""
                        : " on " + escape(report.run().platform()));
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

    /** Appends as many of the lines as fit. */
    private void section(StringBuilder out, String head, List<String> lines, String foot) {
        int size = bytes(out) + bytes(head) + bytes(foot) + RESERVE;
        if (size > limit) {
            return;
        }
        out.append(head);
        int written = 0;
        for (String line : lines) {
            size += bytes(line);
            if (size > limit) {
                break;
            }
            out.append(line);
            written++;
        }
        if (written < lines.size()) {
            out.append("\n… ")
                    .append(lines.size() - written)
                    .append(" more lines: ")
                    .append(whereRest())
                    .append('\n');
        }
        out.append(foot.isEmpty() ? "\n" : foot);
    }

    private String whereRest() {
        if (links.artifact().isPresent()) {
            return "[the run's files](" + links.artifact().get() + ") have all";
        }
        return links.run()
                .map(run -> "[the " + links.page() + "](" + run + ") has more")
                .orElse("report.json has all");
    }

    private void failures(StringBuilder out) {
        List<String> lines = new ArrayList<>();
        for (FunctionEntry function : report.functions()) {
            if (function.failures().isPresent() && lines.size() < OPEN_BREAKDOWNS) {
                FunctionEntry.Failures why = function.failures().get();
                StringBuilder text =
                        new StringBuilder("- **" + escape(function.name()) + "**: " + escape(why.text()) + "\n");
                why.output().forEach(line -> text.append(MarkdownText.item(line)));
                lines.add(text.toString());
            }
        }
        if (!lines.isEmpty()) {
            section(out, "**Why starts failed**, and what the function wrote last\n\n", lines, "");
        }
    }

    private void breakdowns(StringBuilder out, List<CheckEntry> bad) {
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
            section(out, "**Where the time went** (median cold start)\n\n", open, "");
        }
        if (!folded.isEmpty()) {
            section(
                    out,
                    "<details><summary>Where the time went" + (open.isEmpty() ? "" : " in the others")
                            + "</summary>\n\n",
                    folded,
                    "\n</details>\n\n");
        }
    }

    private void explanations(StringBuilder out) {
        List<String> lines = ExplainedLines.of(report);
        if (!lines.isEmpty()) {
            section(out, "**Why it takes its time** (watched starts; no check rests on them)\n\n", lines, "");
        }
    }

    private void advice(StringBuilder out, List<CheckEntry> bad) {
        List<String> lines = new ArrayList<>();
        for (CheckEntry check : bad) {
            if (lines.size() < ADVICE) {
                Optional<FunctionEntry> function = report.functions().stream()
                        .filter(each -> each.name().equals(check.function()))
                        .findFirst();
                lines.add("- " + Advice.of(check, report.explanation(check.function()), function) + "\n");
            }
        }
        if (!lines.isEmpty()) {
            section(out, "**What to do**\n\n", lines, "");
        }
    }

    private void reproduce(StringBuilder out, List<CheckEntry> bad) {
        String functions = String.join(
                ",",
                bad.stream()
                        .map(CheckEntry::function)
                        .filter(this::isFunction)
                        .distinct()
                        .limit(OPEN_ROWS)
                        .toList());
        String command = "coldgate check" + (functions.isEmpty() ? "" : " --function " + functions) + " --seed "
                + report.run().seed();
        section(
                out,
                "<details><summary>How to repeat this</summary>\n\n",
                List.of("    " + command + "\n\nor, from the run's files alone and without measuring again:\n\n"
                        + "    coldgate judge FOLDER\n"),
                "\n</details>\n\n");
    }

    /** Results of other tools have names too, and a stranger's report may have any. */
    private boolean isFunction(String name) {
        return name.matches("[A-Za-z0-9_-]{1,40}")
                && report.functions().stream()
                        .anyMatch(function -> function.name().equals(name));
    }

    private void footer(StringBuilder out) {
        List<String> parts = new ArrayList<>();
        if (!links.commit().isEmpty()) {
            // Told by the forge, and hexadecimal: the forge makes it a link to the commit.
            parts.add("commit " + links.commit());
        }
        links.run().ifPresent(run -> parts.add("[" + links.page() + "](" + run + ")"));
        links.artifact().ifPresent(artifact -> parts.add("[all samples and reports](" + artifact + ")"));
        parts.add("seed " + report.run().seed());
        out.append("<sub>").append(String.join(" · ", parts)).append("</sub>\n");
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
