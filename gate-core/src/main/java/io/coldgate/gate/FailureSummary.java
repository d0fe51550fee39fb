package io.coldgate.gate;

import io.coldgate.sample.Arm;
import io.coldgate.sample.Failure;
import io.coldgate.unit.Counted;

/**
 * Failed starts of a series, as reported by the function.
 *
 * @param arm the arm of the starts
 * @param failed the number of failed starts
 * @param of the total number of starts; discarded ones count only if there are no others
 * @param typical the last example of the most frequent failure
 */
public record FailureSummary(Arm arm, int failed, int of, Failure typical) {
    /**
     * Returns a sentence: {@code 10 of 10 starts failed: Runtime.ExitError: exit status 2: panic: STRIPE_KEY is not
     * set}.
     */
    public String text() {
        return failed + " of " + Counted.of(of, "start")
                + (arm == Arm.BASELINE ? " of the baseline" : "")
                + " failed" + (isOfInvocation() ? " after a good init: " : ": ") + typical;
    }

    /** Returns whether the init succeeded and the invocation failed. */
    public boolean isOfInvocation() {
        return !typical.initValues().isEmpty();
    }

    /** Returns what to do about it, in a clause. */
    public String remedy() {
        if (typical.type().equals("Runtime.InvalidEntrypoint")) {
            return "correct that, and run again";
        }
        if (typical.type().contains("Timedout") || typical.message().startsWith("Task timed out")) {
            return "find what it waits for, or raise its timeout, and run again";
        }
        return isOfInvocation()
                ? "give it a payload that it can handle, or fix its handler, and run again"
                : "fix its init, or give it what it needs (environment), and run again";
    }
}
