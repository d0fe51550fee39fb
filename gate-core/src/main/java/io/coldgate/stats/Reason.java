package io.coldgate.stats;

/** The reason for a check's outcome. */
public enum Reason {
    /** It has none yet. */
    NONE("undecided"),
    /** An e-process crossed its threshold. */
    EVIDENCE("evidence"),
    /** The one look at the cap, which spends the error that the e-process left over. */
    LAST_LOOK("last look"),
    /** The cap was reached and the last look decided nothing. */
    MAX_SAMPLES("max samples"),
    /** No run of samples up to the cap could decide it any more. */
    OUT_OF_REACH("out of reach");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    /** The reason in words, as reports print it. */
    public String label() {
        return label;
    }
}
