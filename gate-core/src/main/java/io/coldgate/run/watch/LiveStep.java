package io.coldgate.run.watch;

import io.coldgate.lambda.CallException;
import java.util.Map;
import java.util.Optional;

/** One kind of change of a function, with its inspection, execution, verification and undo. */
interface LiveStep {
    /**
     * Inspects what the step will change and decides on the new value. Changes nothing.
     *
     * @param revisions the revisions that aliases must still have, by alias name
     * @return what is needed to recognise the step later and to undo it
     * @throws StepException when the function must be left alone
     */
    String look(Map<String, String> revisions) throws CallException, StepException, InterruptedException;

    /**
     * Takes the step.
     *
     * @param before what {@link #look} found
     * @return how it went
     */
    String take(String before) throws CallException, StepException, InterruptedException;

    /**
     * Returns whether the step has been taken, according to the present function; empty if the function is in neither
     * state.
     */
    Optional<Boolean> isTaken(String before) throws CallException, InterruptedException;

    /** Undoes a step that was taken. */
    void undo(String before) throws CallException, StepException, InterruptedException;

    /** Returns the answer of {@link #isTaken}: true after the step, false before it, empty for neither. */
    static Optional<Boolean> told(boolean taken, boolean asBefore) {
        return taken ? Optional.of(true) : asBefore ? Optional.of(false) : Optional.empty();
    }
}
