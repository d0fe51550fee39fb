package io.coldgate.stats;

/** The reason for a check's outcome. */
public enum Reason {
    /** There is no outcome yet. */
    NONE("undecided"),
    /** An e-process crossed its threshold. */
    EVIDENCE("evidence"),
    /** The single look at the cap, which spends the error probability that the e-process left over. */
    LAST_LOOK("last look"),
    /** The cap was reached and the last look decided nothing. */
    MAX_SAMPLES("max samples"),
    /** No samples up to the cap could decide it any more. */
    OUT_OF_REACH("out of reach");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** Returns the reason as text, as reports print it. */
    public String label() {
        return label;
    }
}
