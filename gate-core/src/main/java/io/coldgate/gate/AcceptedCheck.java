package io.coldgate.gate;

import io.coldgate.thresholds.Acceptance;
import io.coldgate.verdict.AcceptanceState;
import io.coldgate.verdict.Verdict;

/**
 * A check's accepted exception, and what it did.
 *
 * @param acceptance the exception
 * @param state whether it was needed, and held
 * @param found the verdict that the samples gave
 */
public record AcceptedCheck(Acceptance acceptance, AcceptanceState state, Verdict found) {}
