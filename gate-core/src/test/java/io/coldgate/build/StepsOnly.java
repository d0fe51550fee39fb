package io.coldgate.build;

import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.ResultsRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the steps before a run. */
class StepsOnly implements Progress {
    final List<String> steps = new CopyOnWriteArrayList<>();

    @Override
    public void step(String what) {
        steps.add(what);
    }

    @Override
    public void recorded(ResultsRecord entry, GateEvaluation build) {
        throw new AssertionError("nothing is measured here");
    }

    @Override
    public void finished() {
        throw new AssertionError("nothing is measured here");
    }
}
