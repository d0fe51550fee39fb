package io.coldgate.stats;

/** The evidence of the rounds so far about "the candidate is within rho times the baseline", for one rho. */
sealed interface RelativeEvidence permits TypicalEvidence, TailEvidence {
    /** The evidence before the first round. */
    static RelativeEvidence of(RelativeRule rule, double rho) {
        return rule.typical() ? new TypicalEvidence(rho) : new TailEvidence(rule.p(), rho);
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
