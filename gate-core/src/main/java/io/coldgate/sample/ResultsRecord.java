package io.coldgate.sample;

import io.coldgate.artifact.ArtifactFacts;

/** One line of a results file. */
public sealed interface ResultsRecord {
    /** The first line. */
    record Run(RunHeader header) implements ResultsRecord {}

    /** The contents of a function's package. */
    record Artifact(String function, ArtifactFacts facts) implements ResultsRecord {}

    /** The name under which a function was deployed. */
    record Deployed(String function, Arm arm, String deployedAs, String codeSha256) implements ResultsRecord {
        /** The deployment of a candidate. */
        public Deployed(String function, String deployedAs, String codeSha256) {
            this(function, Arm.CANDIDATE, deployedAs, codeSha256);
        }
    }

    /**
     * The finding that a function's baseline is the candidate itself: the same bytes with the same settings. Rounds are
     * then not measured.
     *
     * @param codeSha256 SHA-256 of the package in base64, as reported by Lambda
     */
    record Identical(String function, String codeSha256) implements ResultsRecord {}

    /** An attempt at a cold start. */
    sealed interface Attempt extends ResultsRecord {
        /** Returns the function's name in the thresholds file. */
        String function();

        /**
         * Returns the attempt's place in the order of reading, from 1 for each function. Attempts that run at the same
         * time are numbered before they are launched, and read in that order, whichever ends first. 0 if attempts never
         * overlap; they are then read in the file's order.
         */
        int launch();
    }

    /** One of the first starts after a deployment, which are not used for decisions. */
    record Discarded(Start start, int launch) implements Attempt {
        /** A discarded start that does not overlap with others. */
        public Discarded(Start start) {
            this(start, 0);
        }

        @Override
        public String function() {
            return start.function();
        }
    }

    /** A sample. */
    record Sampled(Start start, int launch) implements Attempt {
        /** A sample that does not overlap with others. */
        public Sampled(Start start) {
            this(start, 0);
        }

        @Override
        public String function() {
            return start.function();
        }
    }

    /** An attempt that gave no sample. */
    record Rejected(String function, long atMillis, Rejection reason, String detail, int launch) implements Attempt {
        /** A rejected attempt that does not overlap with others. */
        public Rejected(String function, long atMillis, Rejection reason, String detail) {
            this(function, atMillis, reason, detail, 0);
        }
    }

    /** The end of a function's samples. */
    record SeriesEnded(String function, long atMillis, Ending ending, String detail) implements ResultsRecord {}

    /** Results of another tool, without their series, which follow. */
    record Imported(ToolResults results) implements ResultsRecord {}

    /**
     * A series of another tool's results, without its values, which follow.
     *
     * @param number of the series within its source, from 0
     * @param count the number of values that follow
     */
    record ImportedSeries(ToolResults.Source source, int number, ToolSeries series, int count)
            implements ResultsRecord {}

    /** The next values of a series. */
    record ImportedValues(ToolResults.Source source, int number, SampleValues values) implements ResultsRecord {}

    /** A start that was watched to find out its composition; never a sample. */
    record Explained(ExplainedStart start) implements ResultsRecord {}

    /** The build of an explained arm's program. */
    record Built(ArmBuild build) implements ResultsRecord {}

    /** The variables with which an explained function's tried starts ran. */
    record TriedWith(String function, String variables) implements ResultsRecord {}

    /** The import path through which a package that an explanation names came into the function. */
    record ImportFound(ImportFinding found) implements ResultsRecord {}

    /** The last line. */
    record End(long atMillis, Ending ending, String detail) implements ResultsRecord {}
}
