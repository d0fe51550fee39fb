package io.coldgate.gate;

import io.coldgate.thresholds.Acceptance;
import io.coldgate.verdict.AcceptanceState;
import io.coldgate.verdict.Verdict;

/**
 * A check's accepted exception, and its effect.
 *
 * @param acceptance the exception
 * @param state whether it was needed and valid
 * @param found the verdict of the samples
 */
public record AcceptedCheck(Acceptance acceptance, AcceptanceState state, Verdict found) {}
