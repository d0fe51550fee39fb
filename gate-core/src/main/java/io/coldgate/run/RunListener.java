package io.coldgate.run;

import io.coldgate.build.Progress;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.ResultsRecord;

/** A listener that watches a run. Called by the measuring thread between two starts: it must be quick. */
public interface RunListener extends Progress {
    /** Takes nothing in. */
    RunListener SILENT = new RunListener() {
        @Override
        public void remark(String line) {}

        @Override
        public void error(String line) {}

        @Override
        public void step(String what) {}

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {}

        @Override
        public void finished() {}
    };

    /** A line that is good to know, such as what the platform cannot do here. */
    @Override
    void remark(String line);

    /** A line about what went wrong without ending the run. */
    void error(String line);
}
