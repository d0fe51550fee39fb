package io.coldgate.stats;

/** The evidence from the rounds so far about "the candidate is within the limit", for one limit. */
sealed interface RelativeEvidence permits TypicalEvidence, TailEvidence {
    /**
     * Creates evidence without rounds.
     *
     * @param limit the ratio or the difference at the limit
     */
    static RelativeEvidence of(RelativeRule rule, double limit) {
        return rule.typical()
                ? new TypicalEvidence(rule.contrast(), limit)
                : new TailEvidence(rule.p(), rule.contrast(), limit);
    }

    /** Reads one round. */
    void add(double baseline, double candidate);

    /** Returns log E_F: the evidence against "within". */
    double logFail();

    /** Returns log E_P: the evidence against "over". */
    double logPass();

    /** Returns the last look's p-value against "within"; 1 if it has no information. */
    double lastLookFail();

    /** Returns the last look's p-value against "over"; 1 if it has no information. */
    double lastLookPass();
}
