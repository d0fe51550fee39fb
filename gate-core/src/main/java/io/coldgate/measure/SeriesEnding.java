package io.coldgate.measure;

import io.coldgate.gate.SeriesTally;
import io.coldgate.lambda.CallException;
import io.coldgate.sample.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The end of a function's series of starts.
 *
 * @param ending how it ends
 * @param detail the reason, for people; empty if the ending says it all
 */
record SeriesEnding(Ending ending, String detail) {
    /**
     * Returns the end that a series has reached, if any: the first reason that applies.
     *
     * @param elapsedNanos time since the first start of the run
     * @param limit the limit of that time
     */
    static Optional<SeriesEnding> reached(FunctionRun function, long elapsedNanos, Duration limit) {
        SeriesTally tally = function.tally();
        Optional<ArmRun> never = function.neverStarted();
        if (never.isPresent()) {
            return Optional.of(new SeriesEnding(Ending.COULD_NOT_MEASURE, neverStarted(tally, never.get())));
        }
        if (tally.gate().complete()) {
            return Optional.of(new SeriesEnding(Ending.COMPLETE, ""));
        }
        if (Rejections.tooMany(tally)) {
            return Optional.of(
                    new SeriesEnding(Ending.COULD_NOT_MEASURE, Rejections.explanation(tally, function.lastTrouble())));
        }
        return elapsedNanos >= limit.toNanos()
                ? Optional.of(new SeriesEnding(Ending.TIME_LIMIT, "the time limit of " + text(limit) + " came first"))
                : Optional.empty();
    }

    private static String neverStarted(SeriesTally tally, ArmRun arm) {
        return tally.whyFailed(arm.arm())
                .map(why -> why.text() + "; " + why.remedy())
                .orElseGet(arm::lastTrouble);
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** Returns the end of a series in which a call failed permanently. */
    static SeriesEnding failed(SeriesTally tally, CallException e) {
        // One of several overlapping starts may fail after the others have decided everything.
        boolean complete = tally.gate().complete();
        String gone = e.kind() == CallException.Kind.NOT_FOUND
                ? "somebody removed the function during the run; see who cleans up there, and run again: "
                : "";
        return new SeriesEnding(complete ? Ending.COMPLETE : Ending.COULD_NOT_MEASURE, gone + e.getMessage());
    }

    /** Returns the end of a run with these series. */
    static Ending worst(List<Ending> endings) {
        return endings.contains(Ending.COULD_NOT_MEASURE)
                ? Ending.COULD_NOT_MEASURE
                : endings.contains(Ending.TIME_LIMIT) ? Ending.TIME_LIMIT : Ending.COMPLETE;
    }
}
