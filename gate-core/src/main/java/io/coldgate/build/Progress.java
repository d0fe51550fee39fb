package io.coldgate.build;

import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.ResultsRecord;

/** A watcher of a run. Called by the measuring thread between two starts: it must be quick. */
public interface Progress {
    /** Reports a step before the measurement, such as {@code building hello}. */
    void step(String what);

    /** Reports a remark; ignored by default. */
    default void remark(String line) {}

    /** Reports that a record was written. */
    void recorded(ResultsRecord entry, GateEvaluation build);

    /** Reports that the run has stopped measuring. */
    void finished();
}
