package io.coldgate.run.watch;

import io.coldgate.lambda.CallException;
import java.util.Map;
import java.util.Optional;

/** One kind of change of a function: looked at, taken, seen again, taken back. */
interface LiveStep {
    /**
     * Looks at what the step is going to change, and decides on what to change it to. Changes nothing.
     *
     * @param revisions what aliases must still be, by their names
     * @return what is needed to see the step again and to take it back
     * @throws StepException when it is to be left alone
     */
    String look(Map<String, String> revisions) throws CallException, StepException, InterruptedException;

    /**
     * Takes the step.
     *
     * @param before what {@link #look} found
     * @return how it went
     */
    String take(String before) throws CallException, StepException, InterruptedException;

    /** Returns whether the step is taken, by what the function is now; empty where it is neither so nor as before. */
    Optional<Boolean> isTaken(String before) throws CallException, InterruptedException;

    /** Takes a step back that is taken. */
    void undo(String before) throws CallException, StepException, InterruptedException;

    /** Returns what {@link #isTaken} says of a thing that is as the step leaves it, as it was before, or neither. */
    static Optional<Boolean> told(boolean taken, boolean asBefore) {
        return taken ? Optional.of(true) : asBefore ? Optional.of(false) : Optional.empty();
    }
}
