package io.coldgate.stats;

/** The evidence of the rounds so far about "the candidate is within the limit", for one limit. */
sealed interface RelativeEvidence permits TypicalEvidence, TailEvidence {
    /**
     * The evidence before the first round.
     *
     * @param limit the ratio, or the difference, that it is about
     */
    static RelativeEvidence of(RelativeRule rule, double limit) {
        return rule.typical()
                ? new TypicalEvidence(rule.contrast(), limit)
                : new TailEvidence(rule.p(), rule.contrast(), limit);
    }

    /** Reads one round. */
    void add(double baseline, double candidate);

    /** log E_F: against "within". */
    double logFail();

    /** log E_P: against "over". */
    double logPass();

    /** The last look's p-value against "within"; 1 where it says nothing. */
    double lastLookFail();

    /** The last look's p-value against "over"; 1 where it says nothing. */
    double lastLookPass();
}
