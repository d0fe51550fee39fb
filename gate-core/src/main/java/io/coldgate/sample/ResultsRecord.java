package io.coldgate.sample;

import io.coldgate.artifact.ArtifactFacts;

/** One line of a results file. */
public sealed interface ResultsRecord {
    /** The first line. */
    record Run(RunHeader header) implements ResultsRecord {}

    /** What is inside a function's package. */
    record Artifact(String function, ArtifactFacts facts) implements ResultsRecord {}

    /** The name under which a function was deployed. */
    record Deployed(String function, Arm arm, String deployedAs, String codeSha256) implements ResultsRecord {
        /** A candidate's deployment. */
        public Deployed(String function, String deployedAs, String codeSha256) {
            this(function, Arm.CANDIDATE, deployedAs, codeSha256);
        }
    }

    /** One of the first starts after a deployment, which decide nothing. */
    record Discarded(Start start) implements ResultsRecord {}

    /** A sample. */
    record Sampled(Start start) implements ResultsRecord {}

    /** An attempt that gave no sample. */
    record Rejected(String function, long atMillis, Rejection reason, String detail) implements ResultsRecord {}

    /** No more samples of this function come. */
    record SeriesEnded(String function, long atMillis, Ending ending, String detail) implements ResultsRecord {}

    /** Results of another tool, without their series: those follow. */
    record Imported(ToolResults results) implements ResultsRecord {}

    /**
     * A series of another tool's results, without its values: those follow.
     *
     * @param number of the series within its source, from 0
     * @param count how many values follow
     */
    record ImportedSeries(ToolResults.Source source, int number, ToolSeries series, int count)
            implements ResultsRecord {}

    /** The next values of a series. */
    record ImportedValues(ToolResults.Source source, int number, SampleValues values) implements ResultsRecord {}

    /** The last line. */
    record End(long atMillis, Ending ending, String detail) implements ResultsRecord {}
}
