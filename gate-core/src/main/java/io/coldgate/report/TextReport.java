package io.coldgate.report;

import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RecordedCheck;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Rejection;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Printable;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report for a terminal: verdicts first, then remarks, then the summary. */
public final class TextReport {
    /** Text that follows a number. */
    public static final String PROACTIVE =
            " starts whose init the platform had begun before the call (they count, but not for client_latency)";

    /** Text that follows a number. */
    public static final String EXTRA = " extra cold starts (they decide nothing)";

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String MAGENTA = "\u001b[35m";
    private static final String CYAN = "\u001b[36m";
    private static final String BOLD = "\u001b[1m";
    private static final String RESET = "\u001b[0m";

    /**
     * A start is disturbed if it waited for a core for more than this share of its duration. On a quiet machine with
     * two cores, the threads of a Go or Java start wait for each other for up to 40 % of the start; with busy
     * neighbours, for 80 % and more.
     */
    public static final double DISTURBED_SHARE = .5;

    /** The longest line that is shown; output of functions and text in results files may be of any length. */
    public static final int LONGEST_LINE = 800;

    /** The longest line of counts with a reason. */
    private static final int LONGEST_COUNTS = 2 * LONGEST_LINE;

    private static final List<String> HEADINGS =
            List.of("VERDICT", "FUNCTION", "METRIC", "", "MEASURED", "INTERVAL 95 %", "BUDGET", "N", "EVIDENCE");

    private final boolean color;

    /** Creates a report with or without colours. */
    public TextReport(boolean color) {
        this.color = color;
    }

    /** Returns the complete report, with line feeds as line ends. */
    public String render(Judgement judgement) {
        Optional<String> part = part(judgement);
        if (judgement.results().isEmpty() && part.isPresent()) {
            // No function was selected, so there is nothing else to report.
            return part.get() + "\n";
        }
        StringBuilder out = new StringBuilder();
        table(judgement, out);
        breakdown(judgement, out);
        ImportedText.lines(judgement).forEach(line -> out.append(line).append('\n'));
        notes(judgement, out);
        if (!judgement.explanations().isEmpty()) {
            out.append('\n').append(ExplanationText.render(judgement.explanations()));
        }
        out.append('\n').append(sum(judgement)).append('\n');
        return out.toString();
    }

    private void table(Judgement judgement, StringBuilder out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (CheckResult result : judgement.results()) {
            rows.add(List.of(
                    result.verdict().word(),
                    result.check().function(),
                    result.check().subject(),
                    result.check().rule(),
                    result.measured(),
                    Figures.interval(result),
                    Figures.limit(result.check()),
                    Figures.samples(result),
                    Figures.evidence(result)));
        }
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextTable.width(row.get(i)));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = rows.get(r).get(i);
                String padded = TextTable.padded(cell, widths[i]);
                line.append(
                                i == 0 && r > 0
                                        ? paint(
                                                padded,
                                                judgement.results().get(r - 1).verdict())
                                        : padded)
                        .append("  ");
            }
            String text = line.toString().stripTrailing();
            out.append(r == 0 ? bold(text) : text).append('\n');
        }
    }

    private void breakdown(Judgement judgement, StringBuilder out) {
        StringBuilder lines = new StringBuilder();
        for (SeriesTally tally : judgement.build().allSeries()) {
            TimeBreakdown.of(tally.starts())
                    .map(TimeBreakdown::text)
                    .ifPresent(line -> lines.append("  ")
                            .append(tally.function())
                            .append(": ")
                            .append(Printable.lines(line, LONGEST_LINE))
                            .append('\n'));
        }
        if (lines.length() > 0) {
            out.append('\n')
                    .append(bold("Where the time went (medians)"))
                    .append('\n')
                    .append(lines);
        }
    }

    private void notes(Judgement judgement, StringBuilder out) {
        List<String> notes = new ArrayList<>();
        for (CheckResult result : judgement.results()) {
            if (isWorthANote(result)) {
                notes.add(result.check().location() + ": " + result.check().fullName() + ": "
                        + paint(result.verdict().word(), result.verdict()) + ": "
                        + Printable.lines(result.explanation(), LONGEST_LINE));
            }
        }
        List<SeriesTally> notMeasured = judgement.notMeasured();
        notes.addAll(FailureText.couldNotMeasure(notMeasured));
        for (SeriesTally tally : judgement.build().allSeries()) {
            boolean lost = notMeasured.contains(tally);
            if (!lost && !tally.endDetail().isEmpty()) {
                notes.add(tally.function() + ": " + Printable.lines(tally.endDetail(), LONGEST_LINE));
            }
            counts(tally, !lost)
                    .map(line -> Printable.lines(line, LONGEST_COUNTS))
                    .ifPresent(notes::add);
            if (!lost) {
                FailureText.block(tally.function(), tally).ifPresent(notes::add);
            }
        }
        BusyHost.clause(judgement.build().allSeries()).ifPresent(notes::add);
        if (!notes.isEmpty()) {
            out.append('\n');
            notes.forEach(note -> out.append(note).append('\n'));
        }
    }

    private static boolean isWorthANote(CheckResult result) {
        return switch (result.verdict()) {
            case PASS -> !result.isPlainPass();
            case FAIL, ACCEPTED -> true;
            case INCONCLUSIVE -> result.check().onInconclusive() != OnInconclusive.PASS;
            // A function that could not be measured has another line that says so.
            case NOT_MEASURED ->
                result.why() != VerdictReason.COULD_NOT_MEASURE || result.check() instanceof RecordedCheck;
        };
    }

    /** Returns counts of starts that were measured but not averaged in, if there are any. */
    static Optional<String> counts(SeriesTally tally) {
        return counts(tally, true);
    }

    private static Optional<String> counts(SeriesTally tally, boolean withFailures) {
        List<String> parts = new ArrayList<>();
        FailureText.sentence(tally).filter(text -> withFailures).ifPresent(parts::add);
        for (Rejection reason : Rejection.values()) {
            if (tally.rejections(reason) > 0) {
                parts.add(tally.rejections(reason) + " " + reason.key().replace('_', ' ') + " (repeated)");
            }
        }
        if (tally.proactive() > 0) {
            parts.add(tally.proactive() + PROACTIVE);
        }
        FailureText.endedAfter(tally).ifPresent(parts::add);
        if (tally.extras() > 0) {
            parts.add(tally.extras() + EXTRA);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(tally.function() + ": " + String.join("; ", parts));
    }

    private String sum(Judgement judgement) {
        StringBuilder sum = new StringBuilder(paint(judgement.verdict().word(), judgement.verdict()));
        sum.append(String.format(
                Locale.ROOT,
                ": %s%s: %s; %s%s",
                judgement.finding().isEmpty() ? "" : Printable.lines(judgement.finding(), LONGEST_LINE) + "; ",
                Counted.of(judgement.results().size(), "check"),
                judgement.counts(),
                judgement.basis(text -> text),
                judgement.leftOut()));
        part(judgement).ifPresent(line -> sum.append('\n').append(line));
        return sum.toString();
    }

    private static Optional<String> part(Judgement judgement) {
        return judgement.header().part().flatMap(part -> PartText.of(judgement.header(), part));
    }

    private String paint(String text, Verdict verdict) {
        String code = switch (verdict) {
            case PASS -> GREEN;
            case FAIL -> RED;
            case INCONCLUSIVE -> YELLOW;
            case ACCEPTED -> CYAN;
            case NOT_MEASURED -> MAGENTA;
        };
        return color ? code + text + RESET : text;
    }

    private String bold(String text) {
        return color ? BOLD + text + RESET : text;
    }
}
