package io.coldgate.report;

import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Start;
import io.coldgate.unit.MarkdownText;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The failures of a function's starts, and its last lines of output, as text for every report. */
public final class FailureText {
    /** Follows the reason of failures that prevent no verdict: a median may be within its limit in spite of them. */
    private static final String OF_SOME =
            "(a failed start counts as slower than any limit; a max budget fails at the first one)";

    /** Precedes the last output of a function. */
    private static final String WROTE = " wrote last:";

    private FailureText() {}

    /**
     * Returns the reason for failed starts in a sentence; empty when all starts worked, and when the end of the series
     * already states it.
     */
    public static Optional<String> sentence(SeriesTally tally) {
        return tally.whyFailed()
                .map(why -> tally.noneWorked() ? why.text() + "; " + why.remedy() : why.text() + " " + OF_SOME)
                .filter(text -> !tally.endDetail().startsWith(text));
    }

    /** Returns what could not be measured and why, in a sentence. */
    public static String notMeasured(SeriesTally tally) {
        return tally.endDetail().isEmpty() ? sentence(tally).orElse("") : tally.endDetail();
    }

    /**
     * Returns why functions could not be measured, each reason in a line with the last lines that they wrote below it,
     * for a terminal; functions that share both are named together.
     */
    public static List<String> couldNotMeasure(List<SeriesTally> functions) {
        Map<List<Object>, List<SeriesTally>> groups = new LinkedHashMap<>();
        functions.forEach(
                tally -> groups.computeIfAbsent(List.of(notMeasured(tally), output(tally)), key -> new ArrayList<>())
                        .add(tally));
        List<String> lines = new ArrayList<>();
        groups.values().forEach(group -> {
            String names = group.stream().map(SeriesTally::function).collect(Collectors.joining(", "));
            lines.add("could not measure " + names + ": "
                    + Printable.lines(notMeasured(group.get(0)), TextReport.LONGEST_LINE)
                    + block(names, group.get(0)).map(block -> "\n" + block).orElse(""));
        });
        return lines;
    }

    /**
     * Returns the last lines that the function wrote, unchanged; empty when it wrote none, and when all starts worked.
     */
    public static List<String> output(SeriesTally tally) {
        return tally.whyFailed().map(why -> why.typical().output()).orElse(List.of());
    }

    /**
     * Returns the last lines below their heading, for a terminal.
     *
     * @param names the functions that wrote them
     */
    static Optional<String> block(String names, SeriesTally tally) {
        List<String> output = output(tally);
        return output.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        names + WROTE + Printable.lines("\n" + String.join("\n", output), Failure.LONGEST_LINE + 1));
    }

    /** Returns the last lines for Markdown: a list item with one nested item per line. */
    static Optional<String> list(SeriesTally tally) {
        List<String> output = output(tally);
        if (output.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("- " + MarkdownText.escape(tally.function() + WROTE) + "\n");
        output.forEach(line -> text.append(MarkdownText.item(line)));
        return Optional.of(text.toString());
    }

    /** Returns a note about runtimes that ended after their answer. */
    public static Optional<String> endedAfter(SeriesTally tally) {
        List<Start> ended = tally.endedAfter();
        return ended.isEmpty()
                ? Optional.empty()
                : Optional.of(ended.size() + " of " + tally.starts().size()
                        + " starts answered, and then the runtime ended ("
                        + ended.get(0).endedAfter() + "): they count, but each next invocation has to start anew");
    }
}
