package io.coldgate.gate;

/** What is known of a check, or of a build. */
public enum Verdict {
    /** Within budget, with the evidence that was asked for. */
    PASS,
    /** Over budget, with the evidence that was asked for. */
    FAIL,
    /** Neither is proven. */
    INCONCLUSIVE;

    /** The verdict that an outcome of the statistics is. */
    static Verdict of(io.coldgate.stats.Outcome outcome) {
        return switch (outcome) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INCONCLUSIVE, UNDECIDED -> INCONCLUSIVE;
        };
    }

    /** The outcome of the statistics that it is. */
    io.coldgate.stats.Outcome outcome() {
        return switch (this) {
            case PASS -> io.coldgate.stats.Outcome.PASS;
            case FAIL -> io.coldgate.stats.Outcome.FAIL;
            case INCONCLUSIVE -> io.coldgate.stats.Outcome.INCONCLUSIVE;
        };
    }
}
