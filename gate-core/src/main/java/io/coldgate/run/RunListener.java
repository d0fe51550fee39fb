package io.coldgate.run;

import io.coldgate.build.Progress;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.ResultsRecord;

/** A listener that watches a run. Called by the measuring thread between two starts: it must be quick. */
public interface RunListener extends Progress {
    /** Ignores everything. */
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

    /** Receives a remark, such as what the platform does not support. */
    @Override
    void remark(String line);

    /** Receives an error that does not end the run. */
    void error(String line);
}
