package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;

/** A limit on a series that another tool has recorded. */
public sealed interface RecordedCheck extends Check permits ResultCheck, ResultRegressionCheck {
    /** Returns the source of the results. */
    ToolResults.Source source();

    /** Returns the series; while the results cannot be read, the pattern in the file. */
    SeriesId id();

    /** Returns the probability of a false failure allotted to this check. */
    double falseAlarm();

    /** Returns the series as the tool names it, made safe to show. */
    @Override
    default String function() {
        return id().label();
    }

    @Override
    default String subject() {
        return id().metricLabel(source().tool());
    }
}
