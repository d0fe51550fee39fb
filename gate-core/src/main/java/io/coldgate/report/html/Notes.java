package io.coldgate.report.html;

import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Disturbance;
import io.coldgate.report.FailureText;
import io.coldgate.report.TextReport;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes on starts that were measured and not averaged in, a busy host, and the end of the series, if there is something
 * to report.
 */
final class Notes {
    private final Markup out;
    private final SeriesTally tally;

    Notes(Markup out, SeriesTally tally) {
        this.out = out;
        this.tally = tally;
    }

    void draw() {
        if (!tally.endDetail().isEmpty()) {
            boolean broken = tally.ending().equals(Optional.of(Ending.COULD_NOT_MEASURE));
            out.element("pre", Words.lines(tally.endDetail()), "class", broken ? "note detail broken" : "note detail");
        }
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            out.open("ul", "class", "note");
            notes.forEach(note -> out.element("li", Words.sentence(note)));
            out.close("ul");
        }
        List<String> output = FailureText.output(tally);
        if (!output.isEmpty()) {
            out.element("p", "What it wrote last", "class", "what");
            out.element("pre", Words.lines(String.join("\n", output)), "class", "note detail");
        }
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        FailureText.sentence(tally).map(Words::cut).ifPresent(notes::add);
        for (Rejection reason : Rejection.values()) {
            if (tally.rejections(reason) > 0) {
                notes.add(Words.count(tally.rejections(reason), "attempt") + " " + words(reason)
                        + ": counted, repeated, never averaged in");
            }
        }
        if (tally.discardedFailures() > 0) {
            notes.add(tally.discardedFailures() + " of the " + Words.count(tally.discarded(), "start")
                    + " that were discarded after the deployment failed");
        }
        if (tally.proactive() > 0) {
            notes.add(tally.proactive() + TextReport.PROACTIVE);
        }
        FailureText.endedAfter(tally).ifPresent(notes::add);
        if (tally.extras() > 0) {
            notes.add(tally.extras() + TextReport.EXTRA);
        }
        Disturbance disturbance = Disturbance.of(tally.starts(), TextReport.DISTURBED_SHARE);
        if (disturbance.isWorthSaying()) {
            notes.add(disturbance.text());
        }
        return notes;
    }

    private static String words(Rejection reason) {
        return switch (reason) {
            case WARM -> "warm, or not provably cold";
            case COLLISION -> "served by another start's environment";
            case THROTTLED -> "throttled";
            case CALL_FAILED -> "whose call failed";
        };
    }
}
