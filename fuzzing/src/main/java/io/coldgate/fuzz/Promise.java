package io.coldgate.fuzz;

import io.coldgate.gate.CheckResult;
import io.coldgate.stats.Defaults;
import io.coldgate.verdict.Verdict;

/** The promises that hold for every input. */
final class Promise {
    private Promise() {}

    /** Fails the input unless this holds. */
    static void that(boolean holds, String promise) {
        if (!holds) {
            throw new AssertionError("broken: " + promise);
        }
    }

    /** A text that goes to a terminal: one line, and no character that a terminal obeys. */
    static void isOneSafeLine(String text) {
        that(
                text.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL),
                "a message has a control character: " + text.replaceAll("\\p{Cntrl}", "?"));
    }

    /** A quantile passes with the fewest samples that any verdict needs, or more. */
    static void passesOnEvidence(CheckResult result) {
        if (result.verdict() == Verdict.PASS && result.check().isQuantile()) {
            int n = result.figures().orElseThrow().n();
            that(n >= Defaults.MIN_SAMPLES, "PASS of " + result.check().rule() + " with " + n + " samples");
        }
    }
}
