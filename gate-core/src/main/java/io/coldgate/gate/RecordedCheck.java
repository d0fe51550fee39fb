package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;

/** A limit on a series that another tool has recorded. */
public sealed interface RecordedCheck extends Check permits ResultCheck, ResultRegressionCheck {
    /** Returns whose results. */
    ToolResults.Source source();

    /** Returns which series; while the results cannot be read, the pattern of the file. */
    SeriesId id();

    /** The probability of a false failure that this check may spend. */
    double falseAlarm();

    /** The series, as the tool names it; made safe to show. */
    @Override
    default String function() {
        return id().label();
    }

    @Override
    default String subject() {
        return id().metricLabel(source().tool());
    }
}
