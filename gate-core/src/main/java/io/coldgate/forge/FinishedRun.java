package io.coldgate.forge;

import io.coldgate.report.document.ReportDocument;
import io.coldgate.unit.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A finished run to show: its report, or the gate's last output.
 *
 * @param exitCode the gate's exit code
 * @param report the report; empty if there is none
 * @param problems the problems, if there is no report with verdicts
 * @param log its output on standard error
 */
public record FinishedRun(int exitCode, Optional<ReportDocument> report, List<Problem> problems, String log) {
    /** Copies the list. */
    public FinishedRun {
        problems = List.copyOf(problems);
    }

    /**
     * {@code pass}, {@code accepted}, {@code fail}, {@code inconclusive}, {@code not_measured}, or {@code error} when
     * there is no verdict or the report contradicts itself.
     */
    public String verdict() {
        return report.filter(built -> built.contradiction().isEmpty())
                .map(built -> built.verdict().name().toLowerCase(Locale.ROOT))
                .orElse("error");
    }

    /** Returns whether every check passed. */
    public boolean passed() {
        return verdict().equals("pass");
    }

    /** Returns the last line of the log, for a run that left neither report nor problems. */
    public String lastWords() {
        return log.lines().reduce((earlier, later) -> later).orElse("the gate printed nothing");
    }

    /**
     * Returns the run in Markdown.
     *
     * @param limit largest size, in bytes of UTF-8
     */
    public String markdown(Links links, int limit) {
        return report.map(built -> new MarkdownReport(built, links, limit).render())
                .orElseGet(() -> NoVerdict.render(exitCode, log, links, limit));
    }
}
