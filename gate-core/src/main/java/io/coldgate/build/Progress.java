package io.coldgate.build;

import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.ResultsRecord;

/** A watcher of a run. Called by the measuring thread between two starts: it must be quick. */
public interface Progress {
    /** A step before the measuring, such as {@code building hello}. */
    void step(String what);

    /** A line that is good to know; nothing is done with it where nobody reads lines. */
    default void remark(String line) {}

    /** A record was written. */
    void recorded(ResultsRecord entry, GateEvaluation build);

    /** The run measures no more. */
    void finished();
}
