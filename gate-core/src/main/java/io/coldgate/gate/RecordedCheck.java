package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.unit.Printable;

/** A limit on a series that another tool has recorded. */
public sealed interface RecordedCheck extends Check permits ResultCheck, ResultRegressionCheck {
    /** Names come from files: more of one says nothing more. */
    int LONGEST_NAME = 120;

    /** Returns whose results. */
    ToolResults.Source source();

    /** Returns which series; while the results cannot be read, the pattern of the file. */
    SeriesId id();

    /** The probability of a false failure that this check may spend. */
    double falseAlarm();

    /** The series, as the tool names it; made safe to show. */
    @Override
    default String function() {
        return shown(id().shown());
    }

    @Override
    default String subject() {
        return shown((source().tool().key() + " " + id().metric()).strip());
    }

    /** Returns the name on one line, and no command to a pipeline's runner. */
    private static String shown(String name) {
        return Printable.lines(Printable.escape(name, LONGEST_NAME), LONGEST_NAME);
    }
}
